package io.sluice.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are UTF-8, as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    static final int VALID = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long SIGN_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** The length of a byte order mark at the start: 3 or 0. */
    static int markLength(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
    }

    /** The offset of the first byte of the first sequence that is not UTF-8, or {@link #VALID}. */
    static int firstInvalid(byte[] bytes) {
        int at = 0;
        int length = bytes.length;
        while (at < length) {
            at = skipAscii(bytes, at);
            if (at == length) {
                break;
            }
            int size = sequenceLength(bytes, at);
            if (size == 0) {
                return at;
            }
            at += size;
        }
        return VALID;
    }

    /** Where the next byte outside ASCII stands, or the end; eight bytes at a time, as most bytes are ASCII. */
    private static int skipAscii(byte[] bytes, int from) {
        int at = from;
        int lastLong = bytes.length - Long.BYTES;
        while (at <= lastLong && ((long) LONGS.get(bytes, at) & SIGN_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Table 3-7 of the Unicode standard: the second byte is what tells overlong forms and surrogates. */
    private static int sequenceLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return continues(bytes, at + 1, 0x80, 0xBF) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            int low = lead == 0xE0 ? 0xA0 : 0x80;
            int high = lead == 0xED ? 0x9F : 0xBF;
            return continues(bytes, at + 1, low, high) && continues(bytes, at + 2, 0x80, 0xBF) ? 3 : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            int low = lead == 0xF0 ? 0x90 : 0x80;
            int high = lead == 0xF4 ? 0x8F : 0xBF;
            return continues(bytes, at + 1, low, high)
                            && continues(bytes, at + 2, 0x80, 0xBF)
                            && continues(bytes, at + 3, 0x80, 0xBF)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean continues(byte[] bytes, int at, int low, int high) {
        if (at >= bytes.length) {
            return false;
        }
        int value = bytes[at] & 0xFF;
        return value >= low && value <= high;
    }
}
