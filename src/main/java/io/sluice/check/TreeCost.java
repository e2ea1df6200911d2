package io.sluice.check;

/**
 * What the tree of a value takes in memory, told from its bytes in one pass that makes nothing: at most, and for what
 * suppliers deliver by less than a half too much. The sizes are those of Jackson's nodes in a heap below 32 GiB.
 */
final class TreeCost {
    /** An object node and its map. */
    private static final int OBJECT_BYTES = 24 + 56;

    /** The map's table with room for the first sixteen fields. */
    private static final int TABLE_BYTES = 80;

    /** An entry of the map, and its part of a table that has just grown. */
    private static final int FIELD_BYTES = 40 + 16;

    /** A name that the reader has not seen before: the text, and its place in the reader's own table. */
    private static final int NAME_BYTES = 24 + 16 + 48;

    /** An array node and its list. */
    private static final int ARRAY_BYTES = 24 + 24;

    /** The list's room for the first ten items. */
    private static final int ITEMS_BYTES = 56;

    /** An item's part of a list that has just grown. */
    private static final int ITEM_BYTES = 10;

    private static final int TEXT_BYTES = 16 + 24 + 16;
    private static final int NUMBER_BYTES = 24;

    /** A number with a fraction. */
    private static final int FRACTION_BYTES = 64;

    /** A number beyond 64 bits. */
    private static final int LONG_NUMBER_BYTES = 104;

    private static final int LONG_NUMBER_DIGITS = 18;
    private static final int NAMES = 1 << 12;

    /** The first byte of a character that Java keeps in two bytes, and with it all others of its text. */
    private static final int WIDE = 0xC4;

    private final byte[] document;
    private final int[] names = new int[NAMES];
    private int at;
    private long bytes;
    private int textLength;
    private int textHash;
    private long textBytes;
    private boolean fieldless;
    private boolean itemless;

    private TreeCost(byte[] document, int from) {
        this.document = document;
        this.at = from;
    }

    /**
     * The cost of the value that begins at an offset, or behind it.
     *
     * @param document need not be JSON
     */
    static long ofValue(byte[] document, int from) {
        return new TreeCost(document, from).count();
    }

    private long count() {
        int depth = 0;
        while (at < document.length) {
            byte next = document[at++];
            switch (next) {
                case '{' -> {
                    item();
                    bytes += OBJECT_BYTES;
                    fieldless = true;
                    depth++;
                }
                case '[' -> {
                    item();
                    bytes += ARRAY_BYTES;
                    itemless = true;
                    depth++;
                }
                case '}', ']' -> {
                    itemless = false;
                    if (--depth <= 0) {
                        return bytes;
                    }
                }
                case '"' -> text();
                case ':' -> name();
                case ',' -> bytes += ITEM_BYTES;
                case 't', 'f', 'n' -> item();
                case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
                default -> {
                    // blanks, and words that cost nothing
                }
            }
        }
        return bytes;
    }

    /** A value that is an item of a list, or stands in an object. */
    private void item() {
        bytes += itemless ? ITEMS_BYTES : 0;
        itemless = false;
    }

    private void text() {
        item();
        int begin = at;
        int hash = 0;
        boolean wide = false;
        while (at < document.length && document[at] != '"') {
            int value = document[at] & 0xFF;
            hash = 31 * hash + value;
            if (value >= WIDE) {
                wide = true;
            } else if (value == '\\') {
                at++;
                wide |= at < document.length && document[at] == 'u';
            }
            at++;
        }
        textLength = Math.min(at, document.length) - begin;
        textHash = hash;
        textBytes = textLength == 0 ? 0 : TEXT_BYTES + (wide ? 2L * textLength : textLength);
        bytes += textBytes;
        at++;
    }

    /** The last text was a name: one that was there before is shared. */
    private void name() {
        bytes += FIELD_BYTES + (fieldless ? TABLE_BYTES : 0) - textBytes;
        fieldless = false;
        int slot = (textHash ^ (textHash >>> 12)) & (NAMES - 1);
        if (textLength > 0 && (names[slot] != textHash || textHash == 0)) {
            names[slot] = textHash;
            bytes += NAME_BYTES + 2L * textLength;
        }
        textBytes = 0;
    }

    private void number() {
        item();
        int begin = at;
        boolean fraction = false;
        while (at < document.length && isOfNumber(document[at])) {
            fraction |= document[at] == '.' || document[at] == 'e' || document[at] == 'E';
            at++;
        }
        int digits = at - begin;
        if (digits >= LONG_NUMBER_DIGITS) {
            bytes += LONG_NUMBER_BYTES + digits / 2;
        } else if (digits > 1) {
            bytes += fraction ? FRACTION_BYTES : NUMBER_BYTES;
        }
    }

    private static boolean isOfNumber(byte value) {
        return (value >= '0' && value <= '9')
                || value == '.'
                || value == 'e'
                || value == 'E'
                || value == '+'
                || value == '-';
    }
}
