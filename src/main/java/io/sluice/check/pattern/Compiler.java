package io.sluice.check.pattern;

import io.sluice.check.pattern.Node.Repeat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Makes a {@link Program} of an expression. */
final class Compiler {
    private static final int CODE_MAX = 200_000;
    private static final int UNKNOWN = 0;

    private final String regex;
    private final int groups;
    private final boolean remembers;
    private final List<Characters> sets = new ArrayList<>();
    private int[] code = new int[32];
    private int size;
    private int registers;
    private int slots;

    private Compiler(String regex, Node root) {
        this.regex = regex;
        this.remembers = Parts.refersBack(root);
        this.groups = remembers ? GroupNames.of(regex).count() : 0;
        this.registers = 2 * (groups + 1);
    }

    /** @throws PatternSyntaxException when the text is no expression, or one that is too large */
    static Program compile(String regex) {
        Node root = Syntax.read(regex);
        Compiler compiler = new Compiler(regex, root);
        if (!Parts.startsAtStart(root)) {
            Characters first = Parts.first(root);
            compiler.emit(Program.ANYWHERE, first == null ? -1 : compiler.set(first));
        }
        compiler.add(root, true);
        compiler.emit(Program.MATCH);
        return new Program(
                Arrays.copyOf(compiler.code, compiler.size),
                compiler.sets.toArray(Characters[]::new),
                compiler.registers,
                compiler.remembers ? 0 : compiler.slots);
    }

    private void add(Node node, boolean forward) {
        if (node instanceof Node.One one) {
            emit(forward ? Program.SET : Program.SET_BACK, set(one.of()));
        } else if (node instanceof Node.Sequence sequence) {
            List<Node> parts = sequence.parts();
            for (int i = 0; i < parts.size(); i++) {
                add(parts.get(forward ? i : parts.size() - 1 - i), forward);
            }
        } else if (node instanceof Node.Choice choice) {
            choice(choice.alternatives(), forward);
        } else if (node instanceof Repeat repeat) {
            repeat(repeat, forward);
        } else if (node instanceof Node.Group group) {
            group(group, forward);
        } else if (node instanceof Node.BackReference back) {
            emit(forward ? Program.AGAIN : Program.AGAIN_BACK, 2 * back.group());
        } else if (node instanceof Node.Look look) {
            emit(Program.LOOK, look.negative() ? 1 : 0, UNKNOWN);
            int end = size - 1;
            add(look.part(), look.ahead());
            emit(Program.MATCH);
            code[end] = size;
        } else if (node instanceof Node.Place place) {
            emit(
                    switch (place) {
                        case START -> Program.START;
                        case END -> Program.END;
                        case WORD_EDGE -> Program.WORD_EDGE;
                        case NO_WORD_EDGE -> Program.NO_WORD_EDGE;
                    });
        }
    }

    private void choice(List<Node> alternatives, boolean forward) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < alternatives.size() - 1; i++) {
            int next = split();
            add(alternatives.get(i), forward);
            emit(Program.JUMP, UNKNOWN);
            ends.add(size - 1);
            code[next] = size;
        }
        add(alternatives.get(alternatives.size() - 1), forward);
        ends.forEach(end -> code[end] = size);
    }

    private void group(Node.Group group, boolean forward) {
        int register = 2 * group.number();
        if (remembers) {
            emit(Program.SAVE, forward ? register : register + 1);
        }
        add(group.part(), forward);
        if (remembers) {
            emit(Program.SAVE, forward ? register + 1 : register);
        }
    }

    private void repeat(Repeat repeat, boolean forward) {
        Characters single = forward && !remembers ? Parts.single(repeat.part()) : null;
        if (single != null) {
            emit(Program.RUN, set(single), repeat.fewest(), repeat.most(), slots++);
            return;
        }
        for (int i = 0; i < repeat.fewest(); i++) {
            once(repeat, forward);
        }
        if (repeat.most() == Repeat.UNBOUNDED) {
            int loop = size;
            int out = option(repeat, forward);
            emit(Program.JUMP, loop);
            code[out] = size;
            return;
        }
        List<Integer> outs = new ArrayList<>();
        for (int i = repeat.fewest(); i < repeat.most(); i++) {
            outs.add(option(repeat, forward));
        }
        outs.forEach(out -> code[out] = size);
    }

    /** One repetition that need not be, and that matches something; returns where to write what follows without it. */
    private int option(Repeat repeat, boolean forward) {
        int other = split();
        int out = other;
        if (repeat.lazy()) {
            out = other - 1;
            code[other] = code[out];
        }
        boolean mayBeEmpty = Parts.mayBeEmpty(repeat.part());
        int register = mayBeEmpty ? registers++ : -1;
        if (mayBeEmpty) {
            emit(Program.SAVE, register);
        }
        once(repeat, forward);
        if (mayBeEmpty) {
            emit(Program.MOVED, register);
        }
        return out;
    }

    private void once(Repeat repeat, boolean forward) {
        if (remembers && repeat.groupsFrom() < repeat.groupsTo()) {
            emit(Program.RESET, 2 * repeat.groupsFrom(), 2 * repeat.groupsTo());
        }
        add(repeat.part(), forward);
    }

    /** Goes on behind it first; returns where to write where else. */
    private int split() {
        emit(Program.SPLIT, size + 4, UNKNOWN, slots++);
        return size - 2;
    }

    private int set(Characters characters) {
        int known = sets.indexOf(characters);
        if (known >= 0) {
            return known;
        }
        sets.add(characters);
        return sets.size() - 1;
    }

    private void emit(int... instruction) {
        if (size + instruction.length > CODE_MAX) {
            throw new PatternSyntaxException("the pattern is too large when its counts are written out", regex, -1);
        }
        if (size + instruction.length > code.length) {
            code = Arrays.copyOf(code, Math.min(CODE_MAX, 2 * code.length + instruction.length));
        }
        System.arraycopy(instruction, 0, code, size, instruction.length);
        size += instruction.length;
    }
}
