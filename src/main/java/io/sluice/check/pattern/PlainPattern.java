package io.sluice.check.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A regular expression of the most common kind, matched in one pass and without allocating: {@code ^}, then ASCII
 * characters and classes of them, of which all may be optional and the last repeated, then {@code $} or nothing.
 */
final class PlainPattern {
    private static final String LITERALS = "-_:/@,;=!~% ";

    private final List<Atom> atoms = new ArrayList<>();
    private final boolean toTheEnd;

    /** One character out of a set, and how often. */
    private static final class Atom {
        private long low;
        private long high;
        private boolean optional;
        private boolean repeated;

        void add(int from, int to) {
            for (int character = from; character <= to; character++) {
                if (character < Long.SIZE) {
                    low |= 1L << character;
                } else {
                    high |= 1L << character;
                }
            }
        }

        boolean has(char character) {
            return ((character < Long.SIZE ? low : high) >>> character & 1) != 0 && character < 2 * Long.SIZE;
        }

        boolean sharesWith(Atom other) {
            return (low & other.low) != 0 || (high & other.high) != 0;
        }
    }

    private PlainPattern(boolean toTheEnd) {
        this.toTheEnd = toTheEnd;
    }

    /** Nothing for an expression of any other kind. */
    static Optional<PlainPattern> of(String regex) {
        if (!regex.startsWith("^")) {
            return Optional.empty();
        }
        boolean toTheEnd = regex.endsWith("$");
        PlainPattern pattern = new PlainPattern(toTheEnd);
        int end = regex.length() - (toTheEnd ? 1 : 0);
        int at = 1;
        while (at < end && at > 0) {
            at = pattern.read(regex, at, end);
        }
        return at == end && pattern.needsNoWayBack() ? Optional.of(pattern) : Optional.empty();
    }

    /** Reads one atom with its quantifier; returns where it ends, or -1. */
    private int read(String regex, int from, int end) {
        Atom atom = new Atom();
        int at = regex.charAt(from) == '[' ? readClass(regex, from + 1, end, atom) : from + 1;
        if (at < 0) {
            return -1;
        }
        if (regex.charAt(from) != '[') {
            if (!isLiteral(regex.charAt(from))) {
                return -1;
            }
            atom.add(regex.charAt(from), regex.charAt(from));
        }
        if (at < end && "?+*".indexOf(regex.charAt(at)) >= 0) {
            atom.optional = regex.charAt(at) != '+';
            atom.repeated = regex.charAt(at) != '?';
            at++;
        }
        atoms.add(atom);
        return at;
    }

    private static int readClass(String regex, int from, int end, Atom atom) {
        int at = from;
        while (at < end && regex.charAt(at) != ']') {
            char first = regex.charAt(at);
            boolean hyphen = first == '-' && at > from && at + 1 < end && regex.charAt(at + 1) != ']';
            if (!isLiteral(first) || hyphen) {
                return -1;
            }
            boolean range = at + 2 < end && regex.charAt(at + 1) == '-' && regex.charAt(at + 2) != ']';
            char last = range ? regex.charAt(at + 2) : first;
            if (!isLiteral(last) || last < first) {
                return -1;
            }
            atom.add(first, last);
            at += range ? 3 : 1;
        }
        return at == from || at == end ? -1 : at + 1;
    }

    private static boolean isLiteral(char character) {
        return character < 2 * Long.SIZE && (Character.isLetterOrDigit(character) || LITERALS.indexOf(character) >= 0);
    }

    /** Whether taking a character whenever it can be taken is never wrong. */
    private boolean needsNoWayBack() {
        for (int i = 0; i < atoms.size() - 1; i++) {
            if (atoms.get(i).repeated
                    || (atoms.get(i).optional
                            && (atoms.get(i + 1).optional || atoms.get(i).sharesWith(atoms.get(i + 1))))) {
                return false;
            }
        }
        return !atoms.isEmpty();
    }

    boolean matches(CharSequence text) {
        int at = 0;
        int length = text.length();
        for (int i = 0; i < atoms.size(); i++) {
            Atom atom = atoms.get(i);
            int from = at;
            while (at < length && atom.has(text.charAt(at)) && (at == from || atom.repeated)) {
                at++;
            }
            if (at == from && !atom.optional) {
                return false;
            }
        }
        return !toTheEnd || at == length;
    }
}
