package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries that belong to no source: nobody takes them, and nobody would notice. */
class UndeclaredIT {
    @Test
    void whatNobodyTakesIsSaidCountedAndShown(@TempDir Path directory) throws Exception {
        SluiceHome home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        home.deliver("sff/a.json", Grants.valid("a"));
        home.deliver("new_supplier/b.json", Grants.valid("b"));
        home.deliver("stray.json", Grants.valid("c"));
        home.deliver(".hidden/d.json", Grants.valid("d"));

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().get("undeclared").asInt()).isEqualTo(2);
        assertThat(run.err())
                .contains("1 directory and 1 file of no source: new_supplier/, stray.json")
                .contains("routes/sources");

        Ended status = home.sluice("status", "--json");
        assertThat(status.exitCode()).isEqualTo(1);
        JsonNode undeclared = status.json().get("undeclared");
        assertThat(undeclared.get("count").asInt()).isEqualTo(2);
        assertThat(undeclared.at("/directories/0").asText()).isEqualTo("new_supplier");
        assertThat(undeclared.at("/files/0").asText()).isEqualTo("stray.json");
        assertThat(home.sluice("status").out()).contains("Nobody's  1 directory and 1 file of no source");

        home.source("new_supplier", "funding_data_v1");
        Files.delete(home.raw("stray.json"));
        assertThat(home.runOnce().json().get("undeclared").asInt()).isZero();
        assertThat(home.sluice("status").exitCode()).isZero();
        assertThat(home.validated("new_supplier/b.json")).exists();
    }
}
