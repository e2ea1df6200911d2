package io.sluice.check.pattern;

import java.util.List;

/** A part of an expression, as it was read. */
sealed interface Node {
    /** One character. */
    record One(Characters of) implements Node {}

    record Sequence(List<Node> parts) implements Node {}

    record Choice(List<Node> alternatives) implements Node {}

    /**
     * A part that comes several times.
     *
     * @param most {@link #UNBOUNDED} for any number
     * @param groupsFrom the first group within, counted from 1
     * @param groupsTo the one behind the last group within
     */
    record Repeat(Node part, int fewest, int most, boolean lazy, int groupsFrom, int groupsTo) implements Node {
        static final int UNBOUNDED = Integer.MAX_VALUE;
    }

    /**
     * A part that is captured.
     *
     * @param number counted from 1
     */
    record Group(int number, Node part) implements Node {}

    /** What a group has matched, or nothing where it has not. */
    record BackReference(int group) implements Node {}

    record Look(Node part, boolean ahead, boolean negative) implements Node {}

    /** Places between characters. */
    enum Place implements Node {
        START,
        END,
        WORD_EDGE,
        NO_WORD_EDGE
    }
}
