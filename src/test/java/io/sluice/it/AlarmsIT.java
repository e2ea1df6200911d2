package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changed though it never should: in the summary, the report, {@code status}, and the exit codes. */
class AlarmsIT {
    private static final String SCHEMA =
            """
            { "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object", "required": ["grant_id"], "title": "%s" }
            """;

    @Test
    void aChangedRawFileIsAnAlarmOfTheRunThatFindsIt(@TempDir Path directory) throws Exception {
        SluiceHome home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        home.deliver("sff/a.json", Grants.valid("a"));
        home.deliver("sff/b.json", Grants.invalid("b"));
        assertThat(home.runOnce().exitCode()).as("b is rejected").isEqualTo(1);
        assertThat(home.sluice("status").exitCode()).isZero();

        home.deliver("sff/a.json", Grants.valid("other"));
        home.deliver("sff/b.json", Grants.valid("corrected"));
        Ended changed = home.sluice("run", "--once");

        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.out())
                .contains(
                        """
                        Alarms
                         1 raw file was changed after the decision: sff/a.json
                           ask the supplier why; the log has the hashes""");
        Ended status = home.sluice("status", "--json");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(alarms(status.json())).isEqualTo("{\"raw_changed\":1,\"schema_edited\":0,\"undeclared\":0}");
        assertThat(home.sluice("status").out())
                .contains(" Alarms    1 raw file was changed after the decision: sff/a.json");

        Ended quiet = home.runOnce();
        assertThat(quiet.exitCode()).isZero();
        assertThat(alarms(quiet.json())).isEqualTo("{\"raw_changed\":0,\"schema_edited\":0,\"undeclared\":0}");
        assertThat(home.sluice("status").exitCode()).isZero();
    }

    @Test
    void aUsedSchemaThatIsEditedIsAnAlarmUntilItIsRestored(@TempDir Path directory) throws Exception {
        SluiceHome home = SluiceHome.in(directory)
                .schema("grant_v1", SCHEMA.formatted("used"))
                .source("sff", "grant_v1");
        home.deliver("sff/a.json", Grants.valid("a"));
        assertThat(home.runOnce().exitCode()).isZero();

        home.schema("grant_v1", SCHEMA.formatted("edited"));
        assertThat(home.sluice("status").exitCode()).isEqualTo(1);
        home.deliver("sff/b.json", Grants.valid("b"));
        Ended edited = home.runOnce();

        assertThat(edited.exitCode()).isEqualTo(1);
        assertThat(alarms(edited.json())).isEqualTo("{\"raw_changed\":0,\"schema_edited\":1,\"undeclared\":0}");
        assertThat(home.sluice("status").exitCode())
                .as("a decision under the edited schema does not make it right")
                .isEqualTo(1);
        assertThat(home.sluice("status").out()).contains(" Alarms    the schema grant_v1 was edited after it was used");

        home.schema("grant_v1", SCHEMA.formatted("used"));
        assertThat(home.sluice("status").exitCode()).isZero();
        assertThat(home.runOnce().exitCode()).isZero();
    }

    private static String alarms(JsonNode json) {
        return json.get("alarms").toString();
    }
}
