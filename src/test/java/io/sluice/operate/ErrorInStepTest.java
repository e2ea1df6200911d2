package io.sluice.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.Counts;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import io.sluice.ledger.FileId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An {@link Error} in a step, at each place of the way of a file, with other files behind it on the same worker. */
final class ErrorInStepTest {
    private static final int OTHERS = 20;

    /** Meets an error with one file, as a check does that runs out of memory. */
    public static final class Trouble implements Processor {
        @Override
        public void process(Exchange exchange) {
            if (exchange.getIn().getHeader(Exchange.FILE_NAME, String.class).equals("trouble.json")) {
                throw new OutOfMemoryError("made by a test");
            }
        }
    }

    static List<String> steps() {
        return List.of("No reserved name", "Atomically and durably");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theFileStaysPendingAndTheOthersArePublished(String before, @TempDir Path home) throws Exception {
        Path routes = routesWithTrouble(home, before);
        try (Workplace work = new Workplace(home)) {
            Files.createDirectories(work.settings.raw().resolve("open_philanthropy"));
            work.deliver("trouble.json", Workplace.GRANT + "\n");
            for (int file = 0; file < OTHERS; file++) {
                work.deliver(file + ".json", Workplace.GRANT);
            }
            Intake intake = OneScan.of(work, routes);
            Counts counts = intake.progress("sff").counts();
            assertThat(counts.validated()).isEqualTo(OTHERS);
            assertThat(counts.pending()).isEqualTo(1);
            assertThat(intake.faults().met()).containsExactly(EnvironmentFault.Kind.STEP);
            assertThat(work.tally.defects()).isZero();
            assertThat(work.settings.validated().resolve("sff/trouble.json")).doesNotExist();
            assertThat(work.ledger.current(new FileId("sff", "trouble.json"))).isEmpty();
        }
    }

    private static Path routesWithTrouble(Path home, String before) throws Exception {
        Path routes = home.resolve("routes");
        try (Stream<Path> all = Files.walk(Path.of("routes"))) {
            for (Path each : all.toList()) {
                Path target = routes.resolve(Path.of("routes").relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
        Path template = routes.resolve("templates/document-source.camel.yaml");
        String shipped = Files.readString(template);
        int step = shipped.lastIndexOf("- to:", shipped.indexOf(before));
        String trouble = "- process:\n              ref: \"#class:" + Trouble.class.getName() + "\"\n          ";
        Files.writeString(template, shipped.substring(0, step) + trouble + shipped.substring(step));
        return routes;
    }
}
