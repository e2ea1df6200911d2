package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.FileRef;
import io.sluice.event.Outcome;
import io.sluice.fault.EnvironmentFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String SHA256 = "ab".repeat(32);
    private static final FileRef FILE = new FileRef("20240115T103000Z-4f2a", "validate", "sff", "2024/a.json");
    private static final FileRef OTHER = new FileRef("20240115T103000Z-4f2a", "clean", "sff", "2024/a.json");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Metrics metrics = new Metrics(registry);
    private final Events events = new Events(metrics);
    private final AtomicLong pending = new AtomicLong();

    @BeforeEach
    void aDeclaredSource() {
        metrics.declare("validate", "sff", pending::get);
    }

    @Test
    void aDeclaredSourceIsCountedFromNought() {
        for (String outcome :
                Set.of("validated", "rejected", "unchanged", "fault", "defect", "changed", "given_back")) {
            assertThat(files("validate", outcome)).as(outcome).isZero();
        }
        assertThat(registry.get("sluice.file").timer().count()).isZero();
        assertThat(registry.get("sluice.step").functionTimer().count()).isZero();
    }

    @Test
    void whatIsPendingMayNotBeKnown() {
        StagePending unreadable = new StagePending(List::of);
        metrics.declareReader("clean", "sff", true, () -> unreadable.of("clean", "sff"));
        assertThat(registry.get("sluice.pending.files")
                        .tag("stage", "clean")
                        .gauge()
                        .value())
                .isNaN();
    }

    @Test
    void aPublishedFileIsCountedWithItsSizeAndItsTime() {
        events.publish(new Event.FileBegun(FILE, false));
        events.publish(new Event.FilePublished(FILE, "validated", 1, SHA256, SHA256, 4_096, 0.25));
        events.publish(new Event.FileEnded(FILE, Outcome.VALIDATED, 4_096));

        assertThat(files("validate", "validated")).isEqualTo(1);
        assertThat(bytes("validate", "validated")).isEqualTo(4_096);
        assertThat(registry.get("sluice.file").tag("source", "sff").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(0.25, within(1e-9));
    }

    @Test
    void aRejectedFileIsCountedWithItsSizeAndItsTime() {
        events.publish(new Event.FileRejected(
                FILE, 1, SHA256, 100, 0.5, "wrong_type", "line 1", "/a", "no number", 1, Path.of("a.reason.json")));
        events.publish(new Event.FileEnded(FILE, Outcome.REJECTED, 100));

        assertThat(files("validate", "rejected")).isEqualTo(1);
        assertThat(bytes("validate", "rejected")).isEqualTo(100);
        assertThat(registry.get("sluice.file").timer().count()).isEqualTo(1);
    }

    @Test
    void aFileThatStaysPendingIsCountedOnceAndHasNoTime() {
        events.publish(new Event.FileLeft(FILE, Outcome.CHANGED, "changed while it was read"));
        events.publish(new Event.FileEnded(FILE, Outcome.CHANGED, 100));

        assertThat(files("validate", "changed")).isEqualTo(1);
        assertThat(registry.get("sluice.file").timer().count()).isZero();
    }

    @Test
    void stagesOfOneSourceAreCountedApart() {
        events.publish(new Event.FilePublished(OTHER, "cleaned", 1, SHA256, SHA256, 10, 0.1));
        events.publish(new Event.FileEnded(OTHER, Outcome.PUBLISHED, 10));
        events.publish(new Event.FilePassedOver(OTHER, Outcome.SUPERSEDED));
        events.publish(new Event.FileDone(OTHER, SHA256, 7, 0.1));

        assertThat(files("clean", "published")).isEqualTo(1);
        assertThat(files("clean", "superseded")).isEqualTo(1);
        assertThat(bytes("clean", "published")).isEqualTo(10);
        assertThat(bytes("clean", "done")).isEqualTo(7);
        assertThat(files("validate", "validated")).isZero();
    }

    @Test
    void commitsAreCountedWithTheirSize() {
        events.publish(new Event.FilesCommitted(64, 1_000, 0.02));
        events.publish(new Event.FilesCommitted(1, 10, 0.01));
        events.publish(new Event.DecisionsEntered(65, 0.03));

        assertThat(registry.get("sluice.commit.files").summary().totalAmount()).isEqualTo(65);
        assertThat(registry.get("sluice.commit.files").summary().max()).isEqualTo(64);
        assertThat(counter("sluice.commit.bytes")).isEqualTo(1_010);
        assertThat(registry.get("sluice.commit").timer().count()).isEqualTo(2);
        assertThat(counter("sluice.decisions")).isEqualTo(65);
        assertThat(registry.get("sluice.ledger.commit").timer().count()).isEqualTo(1);
    }

    @Test
    void stepsAreMeasuredByStage() {
        events.publish(new Event.StepEnded("validate", "sff", "to json-validator", 0.001));
        events.publish(new Event.StepEnded("clean", null, "bean", 0.001));
        events.publish(new Event.StepFailedAfterDecision(FILE, "VALIDATED", "to log", "no"));

        assertThat(registry.get("sluice.step")
                        .tag("stage", "validate")
                        .functionTimer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("sluice.step")
                        .tag("stage", "clean")
                        .functionTimer()
                        .count())
                .isEqualTo(1);
        assertThat(counter("sluice.steps.failed")).isEqualTo(1);
    }

    @Test
    void gaugesAreAskedWheneverSomebodyLooks() {
        AtomicLong open = new AtomicLong();
        metrics.faultsOpen(open::get);
        assertThat(gauge("sluice.pending.files")).isZero();

        pending.set(3);
        open.set(1);

        assertThat(gauge("sluice.pending.files")).isEqualTo(3);
        assertThat(gauge("sluice.faults.open")).isEqualTo(1);
    }

    @Test
    void alarmsAreCounted() {
        EnvironmentFault full = new EnvironmentFault(EnvironmentFault.Kind.DISK_SPACE, Path.of("/"), "full");
        events.publish(new Event.FaultOpened(full, "full", true, "sff"));
        events.publish(new Event.Defect("a scan broke off", new IllegalStateException(), null));
        events.publish(new Event.SchemaEdited("funding_data_v1", SHA256, "cd".repeat(32)));
        events.publish(new Event.RawChanged(FILE, SHA256, 1, "cd".repeat(32), 2, "VALIDATED"));
        events.publish(new Event.UndeclaredFound(2, "givewiki/", Path.of("raw"), Path.of("routes/sources")));

        assertThat(counter("sluice.faults")).isEqualTo(1);
        assertThat(counter("sluice.defects")).isEqualTo(1);
        assertThat(counter("sluice.schemas.edited")).isEqualTo(1);
        assertThat(counter("sluice.raw.changed")).isEqualTo(1);
        assertThat(gauge("sluice.undeclared")).isEqualTo(2);
    }

    @Test
    void labelsAreSourceStageAndOutcomeOnly() {
        alarmsAreCounted();
        stagesOfOneSourceAreCountedApart();
        stepsAreMeasuredByStage();

        Set<String> labels = registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> !id.getName().endsWith(".histogram")) // how this registry shows buckets
                .flatMap(id -> id.getTags().stream())
                .map(Tag::getKey)
                .collect(Collectors.toSet());
        assertThat(labels).containsExactlyInAnyOrder("source", "stage", "outcome");
    }

    private double files(String stage, String outcome) {
        return registry.get("sluice.files")
                .tags("source", "sff", "stage", stage, "outcome", outcome)
                .counter()
                .count();
    }

    private double bytes(String stage, String outcome) {
        return registry.get("sluice.file.bytes")
                .tags("source", "sff", "stage", stage, "outcome", outcome)
                .counter()
                .count();
    }

    private double counter(String name) {
        return registry.get(name).counter().count();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
