package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code kill -9} at random moments, while stages read on. {@code mvn verify -Ptorture} kills more often. */
class StageKillIT {
    private static final int KILLS = Math.max(1, Integer.getInteger("sluice.kills", 12) / 3);
    private static final int FILES = 300;
    private static final int BAD_PERCENT = 5;

    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    @Test
    void nothingIsMissedAndAPublishingStagePublishesEachVersionOnce() throws Exception {
        long seed = Long.getLong("sluice.kills.seed", System.nanoTime());
        System.err.println("To repeat these kills: -Dsluice.kills.seed=" + seed);
        Random random = new Random(seed);
        stages();
        Deliveries deliveries = Deliveries.of(random.nextLong(), FILES, BAD_PERCENT);
        deliveries.deliverTo(home);
        int[] moments = random.ints(KILLS, 0, FILES).sorted().toArray();
        for (int moment : moments) {
            SluiceProcess process = home.startOnce();
            FaultyHome.await(moment + " files are cleaned")
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !process.running() || Zones.visible(cleaned()).size() > moment);
            process.kill();
        }

        SluiceProcess.Ended clean = home.runOnce();

        assertThat(clean.exitCode())
                .as("after kills at %s cleaned files: %s", Arrays.toString(moments), clean.err())
                .isIn(0, 1);
        Zones.assertOneCopyOfEach(home, deliveries);
        Set<String> good = deliveries.files().keySet().stream()
                .filter(file -> !deliveries.isBad(file))
                .collect(Collectors.toCollection(TreeSet::new));
        assertCleaned(deliveries, good);
        assertTold(good);
    }

    private void stages() throws Exception {
        Path settings = home.path().resolve("config/application.properties");
        Files.writeString(
                settings,
                Files.readString(settings)
                        + "\nsluice.zone.cleaned.directory = data/transformed/cleaned\nsluice.zone.cleaned.content = derived\n");
        write(
                "tell",
                """
                - log:
                    logName: told
                    message: "told ${header.SluiceDeliveryId} ${header.SluiceSource}/${header.CamelFileName}"
                """);
        write(
                "clean",
                """
                - to:
                    uri: json-validator:funding_data_v1
                    parameters:
                      uriSchemaLoader: "#bean:schemas"
                      objectMapper: "#bean:strictMapper"
                      errorHandler: "#bean:findings"
                - to: zone:cleaned
                """);
    }

    private void write(String stage, String steps) throws Exception {
        Files.writeString(
                home.path().resolve("routes/" + stage + ".camel.yaml"),
                """
                - route:
                    id: STAGE
                    routeConfigurationId: outcomes
                    from:
                      uri: zone:validated
                      parameters:
                        stage: STAGE
                      steps:
                """
                                .replace("STAGE", stage)
                        + steps.indent(8));
    }

    private Path cleaned() {
        return home.data().resolve("transformed/cleaned");
    }

    /** The same bytes, and one version of each in the ledger, however often it was begun. */
    private void assertCleaned(Deliveries deliveries, Set<String> good) throws Exception {
        assertThat(Zones.visible(cleaned())).containsExactlyElementsOf(good);
        for (String file : good) {
            assertThat(cleaned().resolve(file))
                    .hasBinaryContent(deliveries.files().get(file));
        }
        assertThat(
                        query(
                                """
                        SELECT source || '/' || path || ' ' || number || ' ' || state FROM current_versions
                        WHERE stage = 'clean' ORDER BY 1"""))
                .containsExactlyElementsOf(good.stream()
                        .map(file -> file + " 1 PUBLISHED")
                        .sorted()
                        .toList());
        assertThat(query("SELECT kind || ' ' || count(*) FROM events JOIN stage_sources"
                        + " ON stage_sources.id = events.stage_source_id JOIN stages ON stages.id = stage_sources.stage_id"
                        + " WHERE stages.name = 'clean' GROUP BY kind"))
                .containsExactly("published " + good.size());
        assertThat(query("SELECT stages.name || ' ' || sum(done) FROM cursors JOIN stages ON stages.id = stage_id"
                        + " GROUP BY stages.name ORDER BY 1"))
                .containsExactly("clean " + good.size(), "tell " + good.size());
    }

    private List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = LedgerRows.open(home.ledger());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    /** Each file at least once; what was told again has the id that it had. */
    private void assertTold(Set<String> good) throws Exception {
        List<String> told = home.log().stream()
                .filter(line -> line.contains(": told tell/"))
                .map(line -> line.substring(line.indexOf(": told ") + ": told ".length()))
                .toList();
        Set<String> distinct = new HashSet<>(told);
        assertThat(distinct.stream().map(line -> line.substring(line.indexOf(" ") + 1)))
                .as("one delivery id for each file")
                .containsExactlyInAnyOrderElementsOf(good);
        assertThat(told.size()).as("with what was not saved at a kill").isLessThan(good.size() * (KILLS + 1));
    }
}
