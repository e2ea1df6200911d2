package io.sluice.check.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.DateFormat;
import com.networknt.schema.format.UriFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The usual spelling is never one that the schema library refuses, and its format decides on every other. */
class KnownFormatTest {
    private static final DateFormat DATE = new DateFormat();
    private static final UriFormat URI = new UriFormat();

    @Test
    void datesAreThoseOfTheCalendar() {
        for (String year : List.of("0000", "0001", "1900", "2000", "2023", "2024", "9999")) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    String date = String.format(Locale.ROOT, "%s-%02d-%02d", year, month, day);
                    boolean right = library(DATE, date);
                    assertThat(UsualSpelling.isDate(date)).as(date).isEqualTo(right);
                    assertThat(UsualSpelling.isSpeltAsDate(date)).as(date).isTrue();
                    assertThat(KnownFormat.named("date").orElseThrow().matches(date))
                            .as(date)
                            .isEqualTo(right);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024-1-15",
                "2024-01-1",
                "20240115",
                "2024-01-15T",
                "2024/01/15",
                "+2024-01-15",
                "-024-01-15",
                "2024-0a-15",
                "2024-01-1\u0665",
                "2024-01--1"
            })
    void otherDatesAreLeftToTheLibrary(String text) {
        assertThat(UsualSpelling.isDate(text)).isFalse();
        assertThat(UsualSpelling.isSpeltAsDate(text)).isFalse();
        assertThat(KnownFormat.named("date").orElseThrow().matches(text)).isEqualTo(library(DATE, text));
    }

    @Test
    void usualWebAddressIsOneToTheLibrary() {
        List<String> parts = List.of(
                "", "a", "-", ".", "..", "/", "//", "?", "=", "&", "+", "~", "_", "a.b", "1.2.3.4", "9", ":", ":80",
                "@", "#", "%", "%20", " ", "[", "]", "ü", "\u007f", "\n", "\\", "|", "\"");
        List<String> texts = new ArrayList<>();
        for (String start : List.of("", "http:", "http:/", "http://", "https://", "HTTP://", "ftp://", "https://a")) {
            for (String one : parts) {
                for (String two : parts) {
                    for (String three : parts) {
                        texts.add(start + one + two + three);
                    }
                }
            }
        }
        int usual = 0;
        for (String text : texts) {
            boolean right = library(URI, text);
            if (UsualSpelling.isWebAddress(text)) {
                usual++;
                assertThat(right).as(text).isTrue();
            }
            assertThat(KnownFormat.named("uri").orElseThrow().matches(text))
                    .as(text)
                    .isEqualTo(right);
        }
        assertThat(usual).isGreaterThan(1_000);
    }

    private static boolean library(com.networknt.schema.Format format, String text) {
        return format.matches(new ExecutionContext(), text);
    }
}
