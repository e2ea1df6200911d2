package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes in {@code routes/examples}, switched on as their first lines say. */
class ExamplesIT {
    private SluiceHome home;

    @BeforeEach
    void aSource(@TempDir Path directory) throws IOException {
        home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        Tree.copy(Path.of("routes/examples"), home.file("routes/examples"));
    }

    private void switchOn(String example) throws IOException {
        Files.copy(home.file("routes/examples/" + example), home.file("routes/" + example));
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(IOException.class);
    }

    private Path drop(String name, String content) throws IOException {
        return home.write("data/inbox/sff/" + name, content);
    }

    @Test
    void examplesAreNotLoadedFromTheirDirectory() throws Exception {
        drop("a.json", Grants.valid("a"));
        assertThat(home.runOnce().count("seen")).isZero();
    }

    @Test
    void theInboxDeliversWholeFilesAndNeverOverOneThatIsThere() throws Exception {
        switchOn("inbox.camel.yaml");
        home.deliver("sff/taken.json", Grants.valid("first"));
        try (RunningSluice watching = home.start("run")) {
            Path dropped = drop("2024/new.json", Grants.valid("new"));
            eventually().until(() -> Files.exists(home.validated("sff/2024/new.json")));
            assertThat(home.raw("sff/2024/new.json")).hasContent(Grants.valid("new"));
            eventually().until(() -> Files.notExists(dropped));

            Path again = drop("2024/new.json", Grants.valid("new"));
            eventually().until(() -> Files.notExists(again));

            Path other = drop("taken.json", Grants.valid("other"));
            eventually().until(() -> home.log().stream()
                    .anyMatch(line -> line.contains("is there already with other content")));
            assertThat(other).hasContent(Grants.valid("other"));
            assertThat(home.raw("sff/taken.json")).hasContent(Grants.valid("first"));
            watching.signal("TERM");
            assertThat(watching.endedWithin(10).exitCode()).isEqualTo(143);
        }
        assertThat(home.ledger().versions("sff", "2024/new.json")).hasSize(1);
        assertThat(Tree.files(home.raw("sff")))
                .as("no temp is left in raw")
                .containsExactlyInAnyOrder("taken.json", "2024/new.json");
        assertThat(home.ledger().query("SELECT count(*) FROM remembered WHERE route = 'inbox'"))
                .containsExactly("2");
    }
}
