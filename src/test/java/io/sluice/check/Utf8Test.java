package io.sluice.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void agreesWithTheJdkOnEverySequenceOfUpToThreeBytes() {
        for (int first = 0; first < 256; first++) {
            assertAgrees((byte) first);
            for (int second = 0; second < 256; second++) {
                assertAgrees((byte) first, (byte) second);
                for (int third = 0x70; third < 0xD0; third += 0x0F) {
                    assertAgrees((byte) first, (byte) second, (byte) third);
                }
            }
        }
    }

    @Test
    void agreesWithTheJdkOnSequencesOfFourBytes() {
        for (int lead = 0xEF; lead < 256; lead++) {
            for (int second = 0x70; second < 0xD0; second++) {
                assertAgrees((byte) lead, (byte) second, (byte) 0x80, (byte) 0xBF);
                assertAgrees((byte) lead, (byte) second, (byte) 0x80, (byte) 0xC0);
                assertAgrees((byte) lead, (byte) second, (byte) 0x7F, (byte) 0x80);
            }
        }
    }

    @Test
    void tellsWhereTheFirstWrongSequenceBegins() {
        assertThat(Utf8.firstInvalid(new byte[] {'a', (byte) 0xC3, (byte) 0xBC, (byte) 0xE2, (byte) 0x82, 'x'}))
                .isEqualTo(3);
    }

    @Test
    void tellsItAtAnyPlaceAmongAscii() {
        for (int length = 1; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
                assertThat(Utf8.firstInvalid(bytes)).isEqualTo(Utf8.VALID);
                bytes[at] = (byte) 0x80;
                assertThat(Utf8.firstInvalid(bytes)).isEqualTo(at);
            }
        }
    }

    private static void assertAgrees(byte... bytes) {
        boolean valid;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            valid = true;
        } catch (CharacterCodingException invalid) {
            valid = false;
        }
        if ((Utf8.firstInvalid(bytes) == Utf8.VALID) != valid) {
            assertThat(bytes).as("valid: " + valid).isEmpty();
        }
    }
}
