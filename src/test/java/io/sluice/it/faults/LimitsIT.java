package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.check.Bomb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Little memory, and few open files. {@code mvn verify -Ptorture} has larger heaps and larger documents. */
class LimitsIT {
    private static final boolean TORTURE = Integer.getInteger("sluice.kills", 12) > 100;
    private static final int GOOD = 20;

    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    private SluiceProcess.Ended runOnce(String option) throws Exception {
        return home.start(List.of("env", "JAVA_TOOL_OPTIONS=" + option), "run", "--once", "--json")
                .ended();
    }

    private void deliverGood(String source) throws Exception {
        for (int file = 0; file < GOOD; file++) {
            byte[] grant = ("[{\"grant_id\":\"A-" + file
                            + "\",\"amount\":1,\"date\":\"2024-01-15\",\"source\":\"Other\"}]")
                    .getBytes(StandardCharsets.UTF_8);
            home.deliver(source + "/" + file + ".json", grant);
        }
    }

    /** Alone they are each before good files; together they are all in hand beside another source's. */
    @ParameterizedTest
    @ValueSource(strings = {"-Xmx96m", "-Xmx500m", "-XX:MaxRAM=2g"})
    void ofBombsNothingIsPublishedAndNoSourceStops(String heap) throws Exception {
        assumeTrue(TORTURE || heap.equals("-Xmx96m"), "larger heaps take minutes");
        deliverGood(FaultyHome.SFF);
        deliverGood(FaultyHome.OPEN_PHILANTHROPY);
        for (Bomb bomb : Bomb.values()) {
            home.deliver(FaultyHome.SFF + "/bomb-" + bomb + ".json", bomb.ofBytes(TORTURE ? 26_500_000 : 1_500_000));
        }

        SluiceProcess.Ended run = runOnce(heap);

        assertThat(run.exitCode()).as(run.err()).isIn(1, 5);
        assertThat(home.said("Defect in Sluice")).as(run.err()).isZero();
        assertPublishedAsDelivered(FaultyHome.SFF);
        assertPublishedAsDelivered(FaultyHome.OPEN_PHILANTHROPY);
        assertThat(home.faultsSaid("Not enough memory") + home.said("Validation failed for"))
                .as("those that wait are told by a few of their names")
                .isPositive();
    }

    /** All good files and nothing else, at any depth and under any name, each with the delivered bytes. */
    private void assertPublishedAsDelivered(String source) throws IOException {
        Path zone = home.validated().resolve(source);
        List<Path> published;
        try (Stream<Path> files = Files.walk(zone)) {
            published = files.filter(Files::isRegularFile).toList();
        }
        assertThat(published)
                .extracting(file -> zone.relativize(file).toString())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, GOOD)
                        .mapToObj(file -> file + ".json")
                        .toList());
        assertThat(published).allSatisfy(file -> assertThat(file)
                .hasSameBinaryContentAs(home.raw(source).resolve(zone.relativize(file))));
    }

    @Test
    void manyBadFilesPassWhereFewFilesMayBeOpen() throws Exception {
        int files = TORTURE ? 8_000 : 400;
        for (int file = 0; file < files; file++) {
            home.deliver(
                    FaultyHome.SFF + "/" + file + ".json",
                    ("[{\"no\":" + file + "}]").getBytes(StandardCharsets.UTF_8));
        }
        String limit = TORTURE ? "1024" : "400";

        SluiceProcess.Ended run = home.start(
                        List.of("sh", "-c", "ulimit -n " + limit + "; exec \"$@\"", "sh"), "run", "--once", "--json")
                .ended();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("\"rejected\" : " + files, "\"pending\" : 0");
        assertThat(home.faultsSaid("")).isZero();
    }
}
