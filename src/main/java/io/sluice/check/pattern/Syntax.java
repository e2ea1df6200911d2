package io.sluice.check.pattern;

import io.sluice.check.pattern.Node.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pattern as ECMA-262 does with the flag {@code u}. Of what only its Annex B allows, that is taken which can mean
 * one thing: an escaped character that is neither a letter nor a digit, a brace or bracket that stands for itself, and a
 * hyphen beside a class within a class.
 */
final class Syntax {
    private static final int NESTING_MAX = 200;
    private static final int END = -1;

    private final String regex;
    private final Escapes escapes;
    private final GroupNames groups;
    private int at;
    private int opened;
    private int nesting;

    private Syntax(String regex) {
        this.regex = regex;
        this.groups = GroupNames.of(regex);
        this.escapes = new Escapes(regex);
    }

    /** @throws PatternSyntaxException when the text is no regular expression; it says where and why */
    static Node read(String regex) {
        Syntax syntax = new Syntax(regex);
        Node node = syntax.choice();
        if (syntax.at < regex.length()) {
            throw syntax.wrong("this closes no group");
        }
        return node;
    }

    private Node choice() {
        List<Node> alternatives = new ArrayList<>(List.of(sequence()));
        while (take("|")) {
            alternatives.add(sequence());
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Node.Choice(alternatives);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (peek() != END && peek() != '|' && peek() != ')') {
            int groupsFrom = opened + 1;
            Node part = part();
            boolean repeatable = !(part instanceof Node.Place) && !(part instanceof Node.Look);
            parts.add(repeatable ? repeated(part, groupsFrom) : part);
        }
        return parts.size() == 1 ? parts.get(0) : new Node.Sequence(parts);
    }

    private Node part() {
        int from = at;
        int character = next();
        return switch (character) {
            case '^' -> Node.Place.START;
            case '$' -> Node.Place.END;
            case '.' -> new Node.One(Characters.LINE_ENDS.complement());
            case '(' -> group();
            case '[' -> new Node.One(characterClass());
            case '\\' -> escaped();
            case '*', '+', '?' -> throw wrong(from, "there is nothing to repeat");
            case '{' -> {
                at = from;
                if (counts() != null) {
                    throw wrong(from, "there is nothing to repeat");
                }
                at = from + 1;
                yield new Node.One(Characters.of(character));
            }
            default -> new Node.One(Characters.of(character));
        };
    }

    private Node group() {
        int from = at - 1;
        if (++nesting > NESTING_MAX) {
            throw wrong(from, "groups are nested deeper than " + NESTING_MAX);
        }
        Node group = take("?") ? special(from) : captured();
        if (!take(")")) {
            throw wrong(from, "this group is not closed");
        }
        nesting--;
        return group;
    }

    private Node special(int from) {
        if (take(":")) {
            return new Node.Sequence(List.of(choice()));
        }
        if (take("=")) {
            return new Node.Look(choice(), true, false);
        }
        if (take("!")) {
            return new Node.Look(choice(), true, true);
        }
        if (take("<=")) {
            return new Node.Look(choice(), false, false);
        }
        if (take("<!")) {
            return new Node.Look(choice(), false, true);
        }
        if (take("<")) {
            at = regex.indexOf('>', at) + 1;
            return captured();
        }
        throw wrong(
                from,
                regex.substring(from).matches("(?s)\\(\\?[ims-]+:.*")
                        ? "modifiers such as (?i:…) are not taken; write both cases, as in [Aa]"
                        : "ECMA-262 has no group that begins like this");
    }

    private Node captured() {
        int number = ++opened;
        return new Node.Group(number, choice());
    }

    private Node repeated(Node part, int groupsFrom) {
        int fewest;
        int most;
        int from = at;
        if (take("*")) {
            fewest = 0;
            most = Repeat.UNBOUNDED;
        } else if (take("+")) {
            fewest = 1;
            most = Repeat.UNBOUNDED;
        } else if (take("?")) {
            fewest = 0;
            most = 1;
        } else {
            int[] counts = counts();
            if (counts == null) {
                return part;
            }
            fewest = counts[0];
            most = counts[1];
        }
        if (fewest > most) {
            throw wrong(from, "the numbers are out of order");
        }
        boolean lazy = take("?");
        return new Repeat(part, fewest, most, lazy, groupsFrom, opened + 1);
    }

    /** Two numbers in braces; null where there are none, and nothing is read. */
    private int @Nullable [] counts() {
        int from = at;
        if (!take("{")) {
            return null;
        }
        int fewest = number();
        int most = fewest;
        if (fewest >= 0 && take(",")) {
            most = number();
            most = most < 0 ? Repeat.UNBOUNDED : most;
        }
        if (fewest < 0 || !take("}")) {
            at = from;
            return null;
        }
        return new int[] {fewest, most};
    }

    /** -1 where there is none; what is too large for an int is its largest. */
    private int number() {
        long number = -1;
        while (peek() >= '0' && peek() <= '9') {
            number = Math.min(Math.max(number, 0) * 10 + (next() - '0'), Repeat.UNBOUNDED);
        }
        return (int) number;
    }

    private Node escaped() {
        int from = at - 1;
        int character = peek();
        if (take("b")) {
            return Node.Place.WORD_EDGE;
        }
        if (take("B")) {
            return Node.Place.NO_WORD_EDGE;
        }
        if (character >= '1' && character <= '9') {
            int number = number();
            if (number > groups.count()) {
                throw wrong(from, "there is no group " + number);
            }
            return new Node.BackReference(number);
        }
        if (take("k")) {
            return named(from);
        }
        at = from;
        return new Node.One(atom());
    }

    private Node named(int from) {
        int close = take("<") ? regex.indexOf('>', at) : -1;
        Integer number = close < 0 ? null : groups.numbered(regex.substring(at, close));
        if (number == null) {
            throw wrong(from, "there is no group of this name");
        }
        at = close + 1;
        return new Node.BackReference(number);
    }

    /** An escape that stands for characters. */
    private Characters atom() {
        Escapes.Read read = escapes.read(at);
        at = read.end();
        return read.all();
    }

    private Characters characterClass() {
        int from = at - 1;
        boolean negative = take("^");
        Union union = new Union();
        while (peek() != ']') {
            if (peek() == END) {
                throw wrong(from, "this class is not closed");
            }
            int first = at;
            Escapes.Read low = member();
            boolean range = peek() == '-' && at + 1 < regex.length() && regex.charAt(at + 1) != ']';
            if (!range || low.set() != null) {
                union.add(low);
                continue;
            }
            at++;
            Escapes.Read high = member();
            if (high.set() != null) {
                union.add(low);
                union.add('-', '-');
                union.add(high);
            } else if (high.single() < low.single()) {
                throw wrong(first, "the range is out of order");
            } else {
                union.add(low.single(), high.single());
            }
        }
        at++;
        Characters characters = Characters.of(union.members());
        return negative ? characters.complement() : characters;
    }

    private Escapes.Read member() {
        if (peek() == '\\') {
            Escapes.Read read = escapes.readInClass(at);
            at = read.end();
            return read;
        }
        int character = next();
        return new Escapes.Read(character, null, at);
    }

    private boolean take(String text) {
        boolean there = regex.startsWith(text, at);
        at += there ? text.length() : 0;
        return there;
    }

    private int peek() {
        return at < regex.length() ? regex.codePointAt(at) : END;
    }

    private int next() {
        int character = regex.codePointAt(at);
        at += Character.charCount(character);
        return character;
    }

    private PatternSyntaxException wrong(String why) {
        return wrong(at, why);
    }

    private PatternSyntaxException wrong(int place, String why) {
        return new PatternSyntaxException(why, regex, place);
    }
}
