package io.sluice.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A place in a document's text, as an editor shows it.
 *
 * @param line counted from 1
 * @param column counted from 1, in characters (code points); a byte order mark is none
 */
record Place(int line, int column) {
    static Place at(byte[] document, int offset) {
        return at(document, new int[] {offset}).getOrDefault(offset, new Place(1, 1));
    }

    /** The places of all offsets, in one pass over the bytes. A line ends with LF, CR LF, or CR alone. */
    static Map<Integer, Place> at(byte[] document, int[] offsets) {
        int[] wanted = offsets.clone();
        Arrays.sort(wanted);
        Map<Integer, Place> places = new HashMap<>();
        int line = 1;
        int column = 1;
        int at = Utf8.markLength(document);
        for (int offset : wanted) {
            int end = Math.min(offset, document.length);
            for (; at < end; at++) {
                byte value = document[at];
                if (value == '\n' || (value == '\r' && !(at + 1 < document.length && document[at + 1] == '\n'))) {
                    line++;
                    column = 1;
                } else if ((value & 0xC0) != 0x80) {
                    column++;
                }
            }
            places.put(offset, new Place(line, column));
        }
        return places;
    }
}
