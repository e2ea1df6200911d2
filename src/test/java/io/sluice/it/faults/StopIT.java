package io.sluice.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM: what is in flight is finished or given up within 10 s, and nothing is lost. */
class StopIT {
    private static final String COSTLY = "sff/costly.json";
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    /** Files go on arriving until the process has ended: however fast it is, it is in the middle of them. */
    @Test
    void stopInTheMiddleLosesNothing() throws Exception {
        Deliveries deliveries = Deliveries.of(6, 5_000, 5);
        SluiceProcess process = home.watch();
        Iterator<Map.Entry<String, byte[]>> arriving =
                deliveries.files().entrySet().iterator();
        deliver(arriving, 50);
        home.awaitPublished(firstGood(deliveries)); // a slow start must not find everything delivered
        int published = 0;
        while (published <= 300) {
            assertThat(process.running() && deliver(arriving, 50)).isTrue();
            published = Zones.visible(home.validated()).size();
        }

        process.terminate();

        while (process.running() && deliver(arriving, 1)) {
            published = Zones.visible(home.validated()).size();
        }
        assertThat(process.endsWithin(STOPS_WITHIN)).isTrue();
        assertThat(process.ended().exitCode()).isEqualTo(143);
        Zones.assertOnlyWholeFiles(home, deliveries);
        Zones.assertNoTemps(home);
        assertThat(LedgerRows.states(home.ledger()).keySet())
                .as("what is published is recorded: nothing was cut off")
                .containsAll(Zones.visible(home.validated()));

        deliver(arriving, Integer.MAX_VALUE);
        assertThat(home.runOnce().exitCode()).isIn(0, 1);
        Zones.assertOneCopyOfEach(home, deliveries);
        assertThat(home.said("Defect")).isZero();
    }

    private static String firstGood(Deliveries deliveries) {
        return deliveries.files().keySet().stream()
                .filter(file -> !deliveries.isBad(file))
                .findFirst()
                .orElseThrow();
    }

    private boolean deliver(Iterator<Map.Entry<String, byte[]>> arriving, int atMost) throws IOException {
        for (int file = 0; file < atMost && arriving.hasNext(); file++) {
            Map.Entry<String, byte[]> next = arriving.next();
            home.deliver(next.getKey(), next.getValue());
        }
        return arriving.hasNext();
    }

    @Test
    void stopOfAWatchingProcessIsClean() throws Exception {
        Deliveries deliveries = Deliveries.of(7, 40, 10);
        SluiceProcess process = home.watch();
        deliveries.deliverTo(home);
        String last = deliveries.files().keySet().stream()
                .filter(file -> !deliveries.isBad(file))
                .reduce("", (earlier, later) -> later);
        home.awaitPublished(last);

        process.terminate();

        assertThat(process.endsWithin(STOPS_WITHIN)).isTrue();
        assertThat(process.ended().exitCode()).isEqualTo(143);
        assertThat(home.runOnce().exitCode()).isIn(0, 1);
        Zones.assertOneCopyOfEach(home, deliveries);
    }

    /** Too large and too costly to be checked within the time that a stop has. */
    private void deliverCostly() throws IOException {
        Files.writeString(
                home.path().resolve("config/schemas/costly_v1.json"),
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"items\":{\"pattern\":\"^(.*a){12}$\"}}");
        String text = "\"" + "a".repeat(200) + "!\"";
        home.deliver(COSTLY, ("[" + (text + ",").repeat(120_000) + text + "]").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --once --json", "run --json"})
    void aFileWhoseCheckIsGivenUpIsPending(String command) throws Exception {
        home.set("sluice.stop.seconds_max", "1");
        Path source = home.path().resolve("routes/sources/sff.camel.yaml");
        Files.writeString(source, Files.readString(source).replace("funding_data_v1", "costly_v1"));
        deliverCostly();
        SluiceProcess process = home.start(List.of(), command.split(" "));
        home.awaitSaid("Processing file " + COSTLY);

        process.terminate();

        assertThat(process.endsWithin(STOPS_WITHIN)).isTrue();
        SluiceProcess.Ended stopped = process.ended();
        assertThat(stopped.exitCode()).isEqualTo(143);
        assertThat(stopped.out()).contains("\"seen\" : 1", "\"validated\" : 0", "\"rejected\" : 0", "\"pending\" : 1");
        assertThat(home.said("1 seen, 0 validated, 0 rejected, 0 already processed, 1 pending"))
                .isEqualTo(1);
        assertThat(home.said("Defect")).isZero();
        assertThat(home.faultsSaid("")).isZero();
        assertThat(LedgerRows.states(home.ledger())).doesNotContainKey(COSTLY);
        assertThat(home.deadLetters().resolve(COSTLY)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aCheckOfValidateEndsWithTheSignal(String signal) throws Exception {
        deliverCostly();
        SluiceProcess process = home.start(
                List.of("env", "--default-signal=INT"),
                "validate",
                "--directory",
                home.raw("sff").toString(),
                "--schema",
                "costly_v1");
        Path io = Path.of("/proc/" + process.pid() + "/io");
        FaultyHome.await("it has read the file")
                .until(() -> Long.parseLong(Files.readAllLines(io).get(0).replaceAll("\\D", ""))
                        > Files.size(home.raw().resolve(COSTLY)));

        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();

        assertThat(process.endsWithin(STOPS_WITHIN)).isTrue();
        assertThat(process.ended().exitCode()).isEqualTo(signal.equals("TERM") ? 143 : 130);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 500, 1_000})
    void stopDuringTheStartIsClean(int afterMs) throws Exception {
        Deliveries deliveries = Deliveries.of(afterMs, 20, 10);
        deliveries.deliverTo(home);
        SluiceProcess process = home.start(List.of(), "run");
        process.endsWithin(Duration.ofMillis(afterMs));

        process.terminate();

        assertThat(process.endsWithin(STOPS_WITHIN)).isTrue();
        SluiceProcess.Ended stopped = process.ended();
        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(143);
        assertThat(stopped.err()).doesNotContain("Exception", "Defect", "defect");
        Zones.assertNoTemps(home);
        assertThat(home.runOnce().exitCode()).isIn(0, 1);
        Zones.assertOneCopyOfEach(home, deliveries);
    }
}
