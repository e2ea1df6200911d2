package io.sluice.check.pattern;

import static java.lang.Character.isSurrogate;

/** Steps through a text by code points; a surrogate without its other half is one. */
record Walk(CharSequence characters) {
    /** Where the character at the place ends, or -1 where it is not in the set. */
    int after(int at, Characters set) {
        char character = characters.charAt(at);
        if (!isSurrogate(character)) {
            return set.has(character) ? at + 1 : -1;
        }
        int whole = Character.codePointAt(characters, at);
        return set.has(whole) ? at + Character.charCount(whole) : -1;
    }

    /** Where the character before the place begins, or -1 where it is not in the set. */
    int before(int at, Characters set) {
        int whole = Character.codePointBefore(characters, at);
        return set.has(whole) ? at - Character.charCount(whole) : -1;
    }

    int width(int at) {
        return isSurrogate(characters.charAt(at)) ? Character.charCount(Character.codePointAt(characters, at)) : 1;
    }

    int widthBefore(int at) {
        return isSurrogate(characters.charAt(at - 1))
                ? Character.charCount(Character.codePointBefore(characters, at))
                : 1;
    }

    /** Whether of the characters before and behind the place one is of a word. */
    boolean isWordEdge(int at) {
        boolean before = at > 0 && Characters.WORD.has(characters.charAt(at - 1));
        boolean behind = at < characters.length() && Characters.WORD.has(characters.charAt(at));
        return before != behind;
    }
}
