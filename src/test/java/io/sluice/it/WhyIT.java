package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real program says of files that the real program has left as they are. */
class WhyIT {
    private final SluiceHome home;

    WhyIT(@TempDir Path directory) throws Exception {
        home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
    }

    private record Expected(String asked, int exitCode, String standing, String said) {}

    private JsonNode why(String asked, int exitCode) throws Exception {
        Ended ended = home.sluice("why", asked, "--json");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
        return ended.json();
    }

    @Test
    void everySituationOfARunIsTold() throws Exception {
        home.source("late", "funding_data_v1", "done_file=${file:name}.done");
        home.source("some", "funding_data_v1", "include=grants-.*");
        home.deliver("sff/good.json", Grants.valid("good"));
        home.deliver("sff/same.json", Grants.valid("good"));
        home.deliver("sff/bad.json", Grants.invalid("bad"));
        home.deliver("sff/changed.json", Grants.valid("one"));
        home.deliver("sff/half.json.part", "{");
        home.deliver("late/waits.json", Grants.valid("waits"));
        home.deliver("some/other.json", Grants.valid("other"));
        home.deliver("nobody/a.json", Grants.valid("a"));
        Files.createSymbolicLink(home.raw("sff/leaves.json"), Path.of("/etc/hostname"));
        home.runOnce();
        home.deliver("sff/changed.json", Grants.valid("another"));
        home.deliver("sff/new.json", Grants.valid("new"));

        for (Expected expected : List.of(
                new Expected("sff/good.json", 0, "published", "is published as version 1"),
                new Expected("data/transformed/validated/sff/good.json", 0, "published", "sff/good.json is published"),
                new Expected(home.raw("sff/good.json").toString(), 0, "published", "sff/good.json is published"),
                new Expected("sff/bad.json", 1, "rejected", "was rejected as version 1"),
                new Expected("data/dead-letter/sff/bad.json.reason.json", 1, "rejected", "sff/bad.json was rejected"),
                new Expected("sff/changed.json", 1, "pending", "was changed since its decision"),
                new Expected("sff/new.json", 1, "pending", "has not been decided yet"),
                new Expected("sff/half.json.part", 1, "not_taken", "its name ends in \".part\""),
                new Expected("late/waits.json", 1, "pending", "waits for its done-file waits.json.done"),
                new Expected("some/other.json", 1, "not_taken", "does not match the include"),
                new Expected("nobody/a.json", 1, "not_taken", "no route file declares nobody"),
                new Expected("sff/leaves.json", 1, "not_taken", "a symlink that leaves the source"),
                new Expected("sff/nothing.json", 2, "unknown", "neither on disk nor in the ledger"))) {
            JsonNode json = why(expected.asked(), expected.exitCode());
            assertThat(json.get("standing").asText()).as(expected.asked()).isEqualTo(expected.standing());
            assertThat(json.get("message").asText()).as(expected.asked()).contains(expected.said());
        }
        List<String> same = List.of(
                why("sff/same.json", 0).get("same_content_as").asText(),
                why("sff/good.json", 0).get("same_content_as").asText());
        assertThat(same).containsAnyOf("sff/good.json", "sff/same.json");
        assertThat(why("sff/bad.json", 1).at("/rejection/reasons/0").asText()).contains("/amount");
        String people = home.sluice("why", "sff/bad.json").out();
        assertThat(people).contains("data/dead-letter/sff/bad.json.reason.json", "validate  rejected version 1");
    }

    @Test
    void aStageThatIsBlockedIsToldPassedOverAskedAgainAndEnded() throws Exception {
        Path route = home.file("routes/notify.camel.yaml");
        Files.copy(Path.of("routes/examples/notify.camel.yaml"), route);
        home.set("my.notify.url", "http://127.0.0.1:" + freePort() + "/files");
        home.deliver("sff/a.json", Grants.valid("a"));
        assertThat(home.sluice("run", "--once").exitCode()).isEqualTo(5);

        JsonNode blocked = why("sff/a.json", 1);
        assertThat(blocked.at("/stages/0/code").asText()).isEqualTo("blocked");
        assertThat(blocked.at("/stages/0/text").asText()).contains("Step failed");
        assertThat(blocked.get("next").toString()).contains("sluice reprocess --stage notify --skip sff/a.json");
        assertThat(home.sluice("stage", "forget", "notify").err()).contains("a route declares the stage notify");

        assertThat(home.sluice("reprocess", "--stage", "notify", "--skip", "sff/a.json")
                        .exitCode())
                .isZero();
        assertThat(home.sluice("run", "--once").exitCode()).isZero();
        assertThat(why("sff/a.json", 0).at("/stages/0/code").asText()).isEqualTo("skipped");

        assertThat(home.sluice("reprocess", "--stage", "notify", "sff/a.json").exitCode())
                .isZero();
        assertThat(why("sff/a.json", 1).at("/stages/0/code").asText()).isEqualTo("pending");
        JsonNode stage = home.sluice("status", "--json").json().at("/stages/0");
        assertThat(stage.get("skipped").asInt()).isEqualTo(1);
        assertThat(stage.get("pending").asInt()).isEqualTo(1);
        assertThat(stage.get("declared").asBoolean()).isTrue();

        Files.delete(route);
        assertThat(home.sluice("status").out()).contains("notify: no route declares it");
        assertThat(home.sluice("stage", "forget", "notify").exitCode()).isZero();
        assertThat(home.sluice("stage", "list", "--json").json().get("stages")).isEmpty();
        assertThat(why("sff/a.json", 0).get("history").toString()).contains("asked_again", "skipped");
    }

    /** Where nobody listens. */
    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
