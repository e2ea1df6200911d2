package io.sluice.check.pattern;

import io.sluice.check.budget.Budget;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One search for an expression in one text. Choices are kept in a list of its own, never on the thread's stack, and each
 * instruction is a step that is counted.
 *
 * <p>A search that goes on for long begins to mark where each choice has been tried: what failed there once fails again. So
 * the steps grow as the length of text and expression, multiplied, and not beyond all bounds; but for expressions that refer
 * to what a group has matched, and for those that look ahead or back from everywhere.
 */
final class Search {
    /** Steps that are not worth a mark, for each character and for every text. */
    private static final int UNMARKED_STEPS = 8;

    private static final int UNMARKED_STEPS_MIN = 512;
    private static final long MARKS_MAX = 1L << 28;
    private static final int CHARGED_AT_ONCE = 1 << 10;

    /** Kept: a place to go on from, and, for a run of characters, the place where it may end at the earliest. */
    private static final int ENTRY = 3;

    /** 48 MiB. */
    private static final int KEPT_MAX = ENTRY << 22;

    private static final int NO_RUN = -1;
    private static final int[] NOTHING = {};

    private final int[] code;
    private final Characters[] sets;
    private final Program program;
    private final Walk text;
    private final int length;
    private final int[] registers;
    private int[] kept = NOTHING;
    private int top;
    private int steps;

    private Search(Program program, CharSequence text) {
        this.program = program;
        this.code = program.code();
        this.sets = program.sets();
        this.text = new Walk(text);
        this.length = text.length();
        this.registers = program.registers() == 2 ? NOTHING : new int[program.registers()];
        Arrays.fill(registers, -1);
    }

    /** Whether the expression matches somewhere in the text. */
    static boolean finds(Program program, CharSequence text) {
        return new Search(program, text).run(0, 0);
    }

    private boolean run(int from, int start) {
        int bottom = top;
        int pc = from;
        int at = start;
        long unmarked = (long) UNMARKED_STEPS * length + UNMARKED_STEPS_MIN;
        long[] marks = null;
        while (true) {
            if (++steps >= CHARGED_AT_ONCE) {
                Budget.spend(steps);
                unmarked -= steps;
                steps = 0;
            }
            boolean goesOn;
            switch (code[pc]) {
                case Program.SET -> {
                    int next = at < length ? text.after(at, sets[code[pc + 1]]) : -1;
                    goesOn = next >= 0;
                    at = next;
                    pc += 2;
                }
                case Program.RUN -> {
                    if (marks == null && unmarked < 0) {
                        marks = marks();
                    }
                    at = runOf(pc, at, marks);
                    goesOn = at >= 0;
                    pc += 5;
                }
                case Program.SPLIT -> {
                    if (marks == null && unmarked < 0) {
                        marks = marks();
                    }
                    goesOn = marks == null || mark(marks, code[pc + 3], at);
                    if (goesOn) {
                        keep(code[pc + 2], at, NO_RUN);
                        pc = code[pc + 1];
                    }
                }
                case Program.JUMP -> {
                    pc = code[pc + 1];
                    goesOn = true;
                }
                case Program.ANYWHERE -> {
                    at = candidate(at, code[pc + 1]);
                    goesOn = at >= 0;
                    if (goesOn && at < length) {
                        keep(pc, at + text.width(at), NO_RUN);
                    }
                    pc += 2;
                }
                case Program.MATCH -> {
                    keepOnlyRegisters(bottom);
                    return true;
                }
                case Program.LOOK -> {
                    boolean negative = code[pc + 1] == 1;
                    goesOn = run(pc + 3, at) != negative;
                    pc = code[pc + 2];
                }
                case Program.SET_BACK -> {
                    int before = at > 0 ? text.before(at, sets[code[pc + 1]]) : -1;
                    goesOn = before >= 0;
                    at = before;
                    pc += 2;
                }
                case Program.AGAIN, Program.AGAIN_BACK -> {
                    at = again(code[pc + 1], at, code[pc] == Program.AGAIN);
                    goesOn = at >= 0;
                    pc += 2;
                }
                case Program.SAVE -> {
                    set(code[pc + 1], at);
                    goesOn = true;
                    pc += 2;
                }
                case Program.RESET -> {
                    for (int register = code[pc + 1]; register < code[pc + 2]; register++) {
                        set(register, -1);
                    }
                    goesOn = true;
                    pc += 3;
                }
                case Program.MOVED -> {
                    goesOn = registers[code[pc + 1]] != at;
                    pc += 2;
                }
                default -> {
                    goesOn = isAt(code[pc], at);
                    pc++;
                }
            }
            if (!goesOn) {
                int back = back(bottom);
                if (back < 0) {
                    return false;
                }
                pc = back;
                at = kept[top + 1];
                if (kept[top + 2] != NO_RUN && at > kept[top + 2]) {
                    kept[top + 1] = at - text.widthBefore(at);
                    top += ENTRY;
                }
            }
        }
    }

    /** The latest kept place to go on from; what was remembered since is forgotten. */
    private int back(int bottom) {
        while (top > bottom) {
            top -= ENTRY;
            if (kept[top] >= 0) {
                return kept[top];
            }
            registers[~kept[top]] = kept[top + 1];
        }
        return -1;
    }

    private void keep(int pc, int at, int earliest) {
        if (top == KEPT_MAX) {
            throw Budget.spent();
        }
        if (top == kept.length) {
            kept = Arrays.copyOf(kept, Math.min(KEPT_MAX, Math.max(ENTRY * 8, top * 2)));
        }
        kept[top] = pc;
        kept[top + 1] = at;
        kept[top + 2] = earliest;
        top += ENTRY;
    }

    private void set(int register, int at) {
        keep(~register, registers[register], NO_RUN);
        registers[register] = at;
    }

    private void keepOnlyRegisters(int bottom) {
        int to = bottom;
        for (int entry = bottom; entry < top; entry += ENTRY) {
            if (kept[entry] < 0) {
                System.arraycopy(kept, entry, kept, to, ENTRY);
                to += ENTRY;
            }
        }
        top = to;
    }

    private long @Nullable [] marks() {
        long bits = (long) program.slots() * (length + 1L);
        return bits == 0 || bits > MARKS_MAX ? null : new long[(int) (bits / Long.SIZE) + 1];
    }

    /** Whether it was not marked before. */
    private boolean mark(long[] marks, int slot, int at) {
        long bit = (long) slot * (length + 1L) + at;
        int word = (int) (bit / Long.SIZE);
        long mask = 1L << bit;
        boolean fresh = (marks[word] & mask) == 0;
        marks[word] |= mask;
        return fresh;
    }

    /** Where as many characters as there are end, or -1; shorter ones are kept. */
    private int runOf(int pc, int from, long @Nullable [] marks) {
        Characters set = sets[code[pc + 1]];
        int fewest = code[pc + 2];
        int most = code[pc + 3];
        int slot = code[pc + 4];
        boolean counted = most != Node.Repeat.UNBOUNDED;
        if (marks != null && counted && !mark(marks, slot, from)) {
            return -1;
        }
        int count = 0;
        int at = from;
        int next = at;
        while (count < fewest && next >= 0) {
            next = at < length ? text.after(at, set) : -1;
            at = next >= 0 ? next : at;
            count++;
        }
        int earliest = at;
        int latest = -1;
        while (next >= 0 && (marks == null || counted || mark(marks, slot, at))) {
            latest = at;
            next = at < length && count < most ? text.after(at, set) : -1;
            at = next;
            count++;
        }
        steps += Math.min(count, CHARGED_AT_ONCE * 16) >>> 1;
        if (latest > earliest) {
            keep(pc + 5, latest - text.widthBefore(latest), earliest);
        }
        return latest;
    }

    private int candidate(int from, int set) {
        if (set < 0) {
            return from;
        }
        int at = from;
        while (at < length && text.after(at, sets[set]) < 0) {
            at += text.width(at);
        }
        steps += (at - from) >>> 2;
        return at < length ? at : -1;
    }

    private int again(int group, int at, boolean forward) {
        int from = registers[group];
        int to = registers[group + 1];
        if (from < 0 || to < 0) {
            return at;
        }
        int size = to - from;
        int start = forward ? at : at - size;
        if (start < 0 || start + size > length) {
            return -1;
        }
        for (int i = 0; i < size; i++) {
            if (text.characters().charAt(from + i) != text.characters().charAt(start + i)) {
                return -1;
            }
        }
        steps += size >>> 1;
        return forward ? at + size : start;
    }

    private boolean isAt(int place, int at) {
        return switch (place) {
            case Program.START -> at == 0;
            case Program.END -> at == length;
            default -> text.isWordEdge(at) == (place == Program.WORD_EDGE);
        };
    }
}
