package io.sluice.check.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Collects what a class holds. */
final class Union {
    private final List<Characters> sets = new ArrayList<>();
    private int[] ranges = new int[8];
    private int size;

    void add(Escapes.Read read) {
        if (read.set() == null) {
            add(read.single(), read.single());
        } else {
            add(read.set());
        }
    }

    void add(Characters set) {
        sets.add(set);
    }

    void add(int low, int high) {
        if (size == ranges.length) {
            ranges = Arrays.copyOf(ranges, size * 2);
        }
        ranges[size++] = low;
        ranges[size++] = high;
    }

    IntPredicate members() {
        int[] bounds = Arrays.copyOf(ranges, size);
        Characters[] others = sets.toArray(Characters[]::new);
        return character -> {
            for (int i = 0; i < bounds.length; i += 2) {
                if (character >= bounds[i] && character <= bounds[i + 1]) {
                    return true;
                }
            }
            for (Characters other : others) {
                if (other.has(character)) {
                    return true;
                }
            }
            return false;
        };
    }
}
