package io.sluice.check.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said of a part of an expression before it is matched. */
final class Parts {
    private Parts() {}

    static boolean refersBack(Node node) {
        return node instanceof Node.BackReference || children(node).stream().anyMatch(Parts::refersBack);
    }

    /** Whether it can match nowhere but at the start of a text. */
    static boolean startsAtStart(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return !sequence.parts().isEmpty() && startsAtStart(sequence.parts().get(0));
        }
        if (node instanceof Node.Choice choice) {
            return choice.alternatives().stream().allMatch(Parts::startsAtStart);
        }
        return node == Node.Place.START || (node instanceof Node.Group group && startsAtStart(group.part()));
    }

    /** What its first character must be; null where it need not have one, or nothing is known. */
    static @Nullable Characters first(Node node) {
        if (node instanceof Node.One one) {
            return one.of();
        }
        if (node instanceof Node.Sequence sequence && !sequence.parts().isEmpty()) {
            return first(sequence.parts().get(0));
        }
        if (node instanceof Node.Group group) {
            return first(group.part());
        }
        return node instanceof Node.Repeat repeat && repeat.fewest() > 0 ? first(repeat.part()) : null;
    }

    /** The characters, where it matches just one; null elsewhere. */
    static @Nullable Characters single(Node node) {
        if (node instanceof Node.Group group) {
            return single(group.part());
        }
        if (node instanceof Node.Sequence sequence && sequence.parts().size() == 1) {
            return single(sequence.parts().get(0));
        }
        if (node instanceof Node.Choice choice) {
            Union each = new Union();
            for (Node alternative : choice.alternatives()) {
                Characters one = single(alternative);
                if (one == null) {
                    return null;
                }
                each.add(one);
            }
            return Characters.of(each.members());
        }
        return node instanceof Node.One one ? one.of() : null;
    }

    static boolean mayBeEmpty(Node node) {
        if (node instanceof Node.One) {
            return false;
        }
        if (node instanceof Node.Repeat repeat) {
            return repeat.fewest() == 0 || mayBeEmpty(repeat.part());
        }
        if (node instanceof Node.Choice choice) {
            return choice.alternatives().stream().anyMatch(Parts::mayBeEmpty);
        }
        return node instanceof Node.Look
                || node instanceof Node.BackReference
                || children(node).stream().allMatch(Parts::mayBeEmpty);
    }

    private static List<Node> children(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.parts();
        }
        if (node instanceof Node.Choice choice) {
            return choice.alternatives();
        }
        if (node instanceof Node.Repeat repeat) {
            return List.of(repeat.part());
        }
        if (node instanceof Node.Group group) {
            return List.of(group.part());
        }
        return node instanceof Node.Look look ? List.of(look.part()) : List.of();
    }
}
