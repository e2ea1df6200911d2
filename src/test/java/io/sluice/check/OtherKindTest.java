package io.sluice.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plainly is another thing says so, and a character beyond ASCII is blamed itself, by name. */
class OtherKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html>\\n<html></html>|an HTML page",
                "\ufeff<html>|an HTML page",
                "<?xml version=\"1.0\"?><a/>|XML",
                "id,amount\\nA-1,10\\n|a table, such as CSV",
                "\"id\";\"amount\"\\n\"A;1\";10\\n|a table, such as CSV",
                "1\\t2\\n3\\t4\\n|a table, such as CSV",
                "{\"a\":1}\\n{\"a\":2}\\n|NDJSON, one document on each line",
                "PK\u0003\u0004\u00ff|a zip archive, as spreadsheets (xlsx) are, too",
                "%PDF-1.7 x|a PDF document",
                "version https://git-lfs.github.com/spec/v1\\n|a pointer of Git LFS",
            })
    void whatIsNoJsonIsNamed(String content, String kind) throws Exception {
        Finding finding = only(
                content.contains("\u00ff")
                        ? content.getBytes(StandardCharsets.ISO_8859_1)
                        : unescaped(content).getBytes(StandardCharsets.UTF_8));

        assertThat(finding.code()).isEqualTo(FindingCode.OTHER_KIND);
        assertThat(finding.found()).isEqualTo(kind);
    }

    @Test
    void fileOfZerosAndAnArchiveAreNamed() throws Exception {
        assertThat(only(new byte[400]).found()).isEqualTo("nothing but NUL bytes");
        assertThat(only(new byte[] {0x1f, (byte) 0x8b, 8, 0}).found()).isEqualTo("a gzip archive");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\u00a01}|6|U+00A0 no-break space",
                "{\u201camount\u201d: 1}|2|U+201C left double quotation mark",
                "[\u22125]|2|U+2212 minus sign",
                "[1\uff0c2]|3|U+FF0C fullwidth comma",
                "[1,\ufeff2]|4|U+FEFF zero width no-break space",
                "{\u200b\"a\":1}|2|U+200B zero width space",
                "[\u00e9]|2|U+00E9 latin small letter e with acute",
                "[1]\u200b|4|U+200B zero width space",
                "{\"a\":1\ud83d\ude00}|7|U+1F600 grinning face",
                "[tru\u00e9]|2|tru",
            })
    void characterBeyondAsciiIsBlamedItself(String content, int column, String name) throws Exception {
        Finding finding = only(content.getBytes(StandardCharsets.UTF_8));

        assertThat(finding.message()).contains(name);
        assertThat(finding.column()).isEqualTo(column);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }

    private static Finding only(byte[] document) throws Exception {
        DocumentChecker checker = new DocumentChecker(
                Schemas.load(Path.of("config/schemas")).schema("funding_data_v1"), Limits.defaults());
        return checker.check(document).kept().get(0);
    }
}
