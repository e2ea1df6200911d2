package io.sluice.check.pattern;

/**
 * An expression as instructions for {@link Search}. Immutable.
 *
 * @param code instructions with their operands
 * @param sets what instructions refer to by number
 * @param registers how many places are remembered while it is matched: two for each group, one for each loop
 * @param slots how many instructions are marked where they have been tried, or 0 where what follows depends on what groups
 *     have matched
 */
@SuppressWarnings("ArrayRecordComponent")
record Program(int[] code, Characters[] sets, int registers, int slots) {
    /** The end. */
    static final int MATCH = 0;
    /** A set: the next character is in it. */
    static final int SET = 1;
    /** A set: the character before is in it. */
    static final int SET_BACK = 2;
    /** Where to go on, where else, and a slot. */
    static final int SPLIT = 3;
    /** Where to go on. */
    static final int JUMP = 4;
    /** A set, how many at least, how many at most, and a slot: as many characters of the set as there are. */
    static final int RUN = 5;

    static final int START = 6;
    static final int END = 7;
    static final int WORD_EDGE = 8;
    static final int NO_WORD_EDGE = 9;
    /** A register: keeps the place. */
    static final int SAVE = 10;
    /** From a register to another: forgets the places. */
    static final int RESET = 11;
    /** A register: the place is another one than it was. */
    static final int MOVED = 12;
    /** The first register of a group: what it has matched comes again. */
    static final int AGAIN = 13;
    /** The first register of a group: what it has matched stands before. */
    static final int AGAIN_BACK = 14;
    /** Whether negative, and where to go on; what is looked for stands behind it. */
    static final int LOOK = 15;
    /** A set that begins a match, or -1: tries here, and from each further place. */
    static final int ANYWHERE = 16;
}
