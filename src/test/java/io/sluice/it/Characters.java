package io.sluice.it;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every printable character of ASCII, and some beyond: what free text may hold. */
final class Characters {
    private static final List<String> BEYOND = List.of("é", "ü", "中", "🌉", "\u00a0", "İ", "ß", "\u202e", "e\u0301");

    private Characters() {}

    static Stream<String> all() {
        return Stream.concat(IntStream.rangeClosed(' ', '~').mapToObj(Character::toString), BEYOND.stream());
    }

    static List<String> ofAFileName() {
        return all().filter(character -> !character.equals("/")).toList();
    }

    /** A name for the character that is one for a source, too. */
    static String name(String character) {
        StringBuilder name = new StringBuilder("c");
        character.codePoints().forEach(point -> name.append('-').append(Integer.toHexString(point)));
        return name.toString();
    }
}
