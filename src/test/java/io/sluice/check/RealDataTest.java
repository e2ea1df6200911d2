package io.sluice.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Findings;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts on data that others published; they were computed with another validator, formats asserted. */
class RealDataTest {
    private static final String STANDARD = "https://raw.githubusercontent.com/ThreeSixtyGiving/standard/";

    @Test
    void openContractingPackagesAreJudgedOfflineInDraft4(@TempDir Path noSchemas) throws Exception {
        Path ocds = SharedData.folder("ocds");
        DocumentChecker checker = checker(
                Schemas.load(noSchemas),
                ocds.resolve("schemas/release-package-schema.json").toString());

        assertThat(checker.check(read(ocds, "files/basic_1.json"))).isEqualTo(Findings.NONE);
        assertThat(checker.check(read(ocds, "files/releases_no_validation_errors.json")))
                .isEqualTo(Findings.NONE);
        assertThat(checker.check(read(ocds, "files/dupe_ids_1.json")).kept())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.DUPLICATE_ITEM);
                    assertThat(finding.keyword()).isEqualTo("uniqueItems");
                    assertThat(finding.pointer()).isEqualTo("/releases");
                });
        assertThat(checker.check(read(ocds, "files/get_additional_codelist_values_replaced.json"))
                        .kept())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.NOT_ALLOWED_VALUE);
                    assertThat(finding.keyword()).isEqualTo("enum");
                    assertThat(finding.pointer()).isEqualTo("/releases/0/initiationType");
                    assertThat(finding.record()).isEqualTo(1);
                });
    }

    /** The standard's folder of schemas has this third one, with the id of the second. */
    @Test
    void openContractingFolderIsTakenAsPublished(@TempDir Path published) throws Exception {
        Path ocds = SharedData.folder("ocds");
        for (String name : List.of("release-package-schema.json", "release-schema.json")) {
            Files.copy(ocds.resolve("schemas").resolve(name), published.resolve(name));
        }
        Files.copy(published.resolve("release-schema.json"), published.resolve("dereferenced-release-schema.json"));

        DocumentChecker checker = checker(Schemas.load(published), "release-package-schema");

        assertThat(checker.check(read(ocds, "files/basic_1.json"))).isEqualTo(Findings.NONE);
        assertThat(checker.check(read(ocds, "files/dupe_ids_1.json")).failed()).isTrue();
    }

    @Test
    void grantPackagesAreJudgedThroughACatalogue(@TempDir Path schemas) throws Exception {
        Path giving = SharedData.folder("360giving");
        Path standard = giving.resolve("schemas").toAbsolutePath().normalize();
        Files.writeString(
                schemas.resolve("catalogue.json"),
                """
                {"%s1.4.2/schema/360-giving-schema.json": "%s/360-giving-schema.json"}
                """
                        .formatted(STANDARD, standard));
        Files.writeString(
                schemas.resolve("package.json"),
                """
                {"$schema": "http://json-schema.org/draft/2020-12/schema", "$ref": "%s"}
                """
                        .formatted(schemas.relativize(standard.resolve("360-giving-package-schema.json"))));

        DocumentChecker checker = checker(Schemas.load(schemas), "package");

        assertThat(checker.check(read(giving, "abct.json"))).isEqualTo(Findings.NONE);
        assertThat(checker.check(read(giving, "alwf.json"))).isEqualTo(Findings.NONE);
        Findings wolfson = checker.check(read(giving, "wolfson.json"));
        assertThat(wolfson.errorCount()).isEqualTo(2 * 379);
        assertThat(wolfson.kept().stream().map(Finding::record).collect(Collectors.toSet()))
                .hasSize(379);
        assertThat(wolfson.kept())
                .allSatisfy(finding -> assertThat(finding.code()).isEqualTo(FindingCode.WRONG_FORMAT));
    }

    /** The records are of version 2.1 of their schema, which knows more; against 2.0 each of them fails. */
    @Test
    void organisationRecordsOfALaterVersionFailAgainstDraft7(@TempDir Path noSchemas) throws Exception {
        Path ror = SharedData.folder("ror");
        DocumentChecker checker = checker(
                Schemas.load(noSchemas), ror.resolve("ror_schema_v2_0.json").toString());

        List<Findings> records = new ArrayList<>();
        for (String line : Files.readAllLines(ror.resolve("records.ndjson"))) {
            records.add(checker.check(line.getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(records).hasSize(300).allMatch(Findings::failed);
        assertThat(records.stream().flatMap(record -> record.kept().stream()))
                .extracting(Finding::code)
                .containsOnly(FindingCode.NOT_ALLOWED_VALUE, FindingCode.UNKNOWN_FIELD)
                .filteredOn(code -> code == FindingCode.NOT_ALLOWED_VALUE)
                .hasSize(473);
    }

    private static DocumentChecker checker(Schemas schemas, String name) throws SchemaProblem {
        return new DocumentChecker(schemas.schema(name), Limits.defaults());
    }

    private static byte[] read(Path folder, String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }
}
