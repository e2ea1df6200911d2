package io.sluice.check.pattern;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads what a backslash begins, where it stands for characters. */
final class Escapes {
    private final String regex;

    Escapes(String regex) {
        this.regex = regex;
    }

    /**
     * Characters that were read.
     *
     * @param single the one, where {@code set} is null
     * @param end where the text goes on
     */
    record Read(int single, @Nullable Characters set, int end) {
        Characters all() {
            return set == null ? Characters.of(single) : set;
        }
    }

    /** Within a class some escapes mean a character that do not elsewhere. */
    Read readInClass(int backslash) {
        return has(backslash + 1, 'b') ? new Read('\b', null, backslash + 2) : read(backslash);
    }

    /** @throws PatternSyntaxException when ECMA-262 knows no such escape */
    Read read(int backslash) {
        int at = backslash + 1;
        if (at == regex.length()) {
            throw wrong(backslash, "a backslash stands at the end");
        }
        int character = regex.codePointAt(at);
        int end = at + Character.charCount(character);
        return switch (character) {
            case 'd' -> new Read(0, Characters.DIGITS, end);
            case 'D' -> new Read(0, Characters.DIGITS.complement(), end);
            case 's' -> new Read(0, Characters.SPACE, end);
            case 'S' -> new Read(0, Characters.SPACE.complement(), end);
            case 'w' -> new Read(0, Characters.WORD, end);
            case 'W' -> new Read(0, Characters.WORD.complement(), end);
            case 'p', 'P' -> property(backslash);
            case 'f' -> new Read('\f', null, end);
            case 'n' -> new Read('\n', null, end);
            case 'r' -> new Read('\r', null, end);
            case 't' -> new Read('\t', null, end);
            case 'v' -> new Read(0x0B, null, end);
            case 'c' -> control(backslash);
            case 'x' -> new Read(hex(backslash, end, end + 2), null, end + 2);
            case 'u' -> unicode(backslash);
            default -> identity(backslash, character, end);
        };
    }

    private Read identity(int backslash, int character, int end) {
        boolean nul = character == '0' && !(end < regex.length() && Character.digit(regex.charAt(end), 10) >= 0);
        if (nul) {
            return new Read(0, null, end);
        }
        if (character < 0x80 && Character.isLetterOrDigit(character)) {
            throw wrong(backslash, "ECMA-262 has no escape \\" + Character.toString(character) + " here");
        }
        return new Read(character, null, end);
    }

    private Read property(int backslash) {
        int close = has(backslash + 2, '{') ? regex.indexOf('}', backslash) : -1;
        String name = close < 0 ? "" : regex.substring(backslash + 3, close);
        Optional<IntPredicate> known = UnicodeProperties.named(name);
        if (known.isEmpty()) {
            throw wrong(
                    backslash,
                    "this property of characters is not known here; general categories are, scripts, and a few others: write"
                            + " it as \\p{Letter}, \\p{Lu}, \\p{Script=Greek} or \\p{Alphabetic}");
        }
        Characters characters = Characters.of(known.get());
        return new Read(0, regex.charAt(backslash + 1) == 'p' ? characters : characters.complement(), close + 1);
    }

    private Read control(int backslash) {
        int at = backslash + 2;
        char letter = at < regex.length() ? regex.charAt(at) : ' ';
        if ((letter < 'a' || letter > 'z') && (letter < 'A' || letter > 'Z')) {
            throw wrong(backslash, "\\c is followed by a letter");
        }
        return new Read(letter % 32, null, at + 1);
    }

    private Read unicode(int backslash) {
        int at = backslash + 2;
        if (has(at, '{')) {
            int close = regex.indexOf('}', at);
            int character = hex(backslash, at + 1, close);
            if (character > Character.MAX_CODE_POINT) {
                throw wrong(backslash, "there is no such character");
            }
            return new Read(character, null, close + 1);
        }
        int high = hex(backslash, at, at + 4);
        int next = at + 4;
        boolean pair = Character.isHighSurrogate((char) high) && regex.startsWith("\\u", next) && !has(next + 2, '{');
        int low = pair ? hex(next, next + 2, next + 6) : 0;
        return Character.isLowSurrogate((char) low)
                ? new Read(Character.toCodePoint((char) high, (char) low), null, next + 6)
                : new Read(high, null, next);
    }

    private int hex(int backslash, int from, int to) {
        int number = 0;
        for (int at = from; at < to && at < regex.length(); at++) {
            int digit = regex.charAt(at) < 0x80 ? Character.digit(regex.charAt(at), 16) : -1;
            if (digit < 0) {
                throw wrong(backslash, "hexadecimal digits are missing");
            }
            number = Math.min(number * 16 + digit, Character.MAX_CODE_POINT + 1);
        }
        if (to <= from || to > regex.length()) {
            throw wrong(backslash, "hexadecimal digits are missing");
        }
        return number;
    }

    private boolean has(int at, char character) {
        return at < regex.length() && regex.charAt(at) == character;
    }

    private PatternSyntaxException wrong(int place, String why) {
        return new PatternSyntaxException(why, regex, place);
    }
}
