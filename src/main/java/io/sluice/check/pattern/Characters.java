package io.sluice.check.pattern;

import java.util.function.IntPredicate;

/** A set of code points, quick to ask for those of ASCII. Immutable. */
final class Characters {
    static final Characters ALL = of(character -> true);
    static final Characters DIGITS = of(character -> character >= '0' && character <= '9');
    static final Characters WORD = of(character -> (character >= 'a' && character <= 'z')
            || (character >= 'A' && character <= 'Z')
            || (character >= '0' && character <= '9')
            || character == '_');
    static final Characters LINE_ENDS =
            of(character -> character == '\n' || character == '\r' || character == 0x2028 || character == 0x2029);
    /** WhiteSpace and LineTerminator of ECMA-262. */
    static final Characters SPACE = of(character -> (character >= '\t' && character <= '\r')
            || character == 0xFEFF
            || character == 0x2028
            || character == 0x2029
            || Character.getType(character) == Character.SPACE_SEPARATOR);

    private static final int ASCII_END = 128;

    private final long low;
    private final long high;
    private final IntPredicate beyond;

    private Characters(long low, long high, IntPredicate beyond) {
        this.low = low;
        this.high = high;
        this.beyond = beyond;
    }

    static Characters of(IntPredicate members) {
        long low = 0;
        long high = 0;
        for (int character = 0; character < Long.SIZE; character++) {
            low |= members.test(character) ? 1L << character : 0;
            high |= members.test(character + Long.SIZE) ? 1L << character : 0;
        }
        return new Characters(low, high, members);
    }

    static Characters of(int single) {
        return of(character -> character == single);
    }

    Characters complement() {
        return new Characters(~low, ~high, beyond.negate());
    }

    boolean has(int character) {
        return character < ASCII_END
                ? ((character < Long.SIZE ? low : high) >>> character & 1) != 0
                : beyond.test(character);
    }
}
