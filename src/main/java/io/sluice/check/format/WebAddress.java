package io.sluice.check.format;

/** Addresses as RFC 3986 spells them, or RFC 3987, where characters beyond ASCII need no escape. */
final class WebAddress {
    static final WebAddress URI = new WebAddress(false);
    static final WebAddress IRI = new WebAddress(true);

    private static final int IN_SCHEME = 1;
    private static final int IN_HOST = 2;
    private static final int IN_USER = 4;
    private static final int IN_PATH = 8;
    private static final int IN_FRAGMENT = 16;
    private static final int IN_QUERY = 32;

    /** Where each character of ASCII is allowed. */
    private static final int[] PLACES = new int[128];

    static {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        allow(letters + "0123456789+-.", IN_SCHEME);
        allow(letters + "0123456789-._~!$&'()*+,;=", IN_HOST | IN_USER | IN_PATH | IN_FRAGMENT | IN_QUERY);
        allow(":", IN_USER | IN_PATH | IN_FRAGMENT | IN_QUERY);
        allow("@/", IN_PATH | IN_FRAGMENT | IN_QUERY);
        allow("?", IN_FRAGMENT | IN_QUERY);
    }

    private final boolean international;

    private WebAddress(boolean international) {
        this.international = international;
    }

    private static void allow(String characters, int places) {
        characters.chars().forEach(character -> PLACES[character] |= places);
    }

    /** With a scheme. */
    boolean isComplete(CharSequence text) {
        int colon = 0;
        while (colon < text.length() && isAllowed(text.charAt(colon), IN_SCHEME)) {
            colon++;
        }
        return colon > 0 && isAt(text, colon, ':') && Character.isLetter(text.charAt(0)) && isRest(text, colon + 1);
    }

    /** With a scheme, or relative to another address. */
    boolean isReference(CharSequence text) {
        int segment = 0;
        while (segment < text.length() && ":/?#".indexOf(text.charAt(segment)) < 0) {
            segment++;
        }
        return isAt(text, segment, ':') ? isComplete(text) : isRest(text, 0);
    }

    /** All that follows the scheme. */
    private boolean isRest(CharSequence text, int from) {
        int at = from;
        if (isAt(text, at, '/') && isAt(text, at + 1, '/')) {
            at = afterAuthority(text, at + 2);
            if (at < 0 || (at < text.length() && "/?#".indexOf(text.charAt(at)) < 0)) {
                return false;
            }
        }
        at = after(text, at, IN_PATH);
        if (isAt(text, at, '?')) {
            at = after(text, at + 1, IN_QUERY);
        }
        if (isAt(text, at, '#')) {
            at = after(text, at + 1, IN_FRAGMENT);
        }
        return at == text.length();
    }

    /** Nowhere (-1), when the host is a wrong literal. */
    private int afterAuthority(CharSequence text, int from) {
        int at = after(text, from, IN_USER);
        int host = isAt(text, at, '@') ? at + 1 : from;
        at = isAt(text, host, '[') ? afterLiteral(text, host + 1) : after(text, host, IN_HOST);
        if (at >= 0 && isAt(text, at, ':')) {
            do {
                at++;
            } while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9');
        }
        return at;
    }

    private static int afterLiteral(CharSequence text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != ']') {
            end++;
        }
        CharSequence literal = text.subSequence(from, end);
        return end < text.length() && (IpAddress.isV6(literal) || isOfTheFuture(literal)) ? end + 1 : -1;
    }

    /** {@code v}, the hexadecimal number of a version, a dot, and an address. */
    private static boolean isOfTheFuture(CharSequence literal) {
        int dot = 1;
        while (dot < literal.length() && isHex(literal, dot)) {
            dot++;
        }
        if (!isAt(literal, dot, '.') || dot == 1 || (literal.charAt(0) | 0x20) != 'v' || dot + 1 == literal.length()) {
            return false;
        }
        return literal.chars().skip(dot + 1L).allMatch(character -> isAllowed(character, IN_USER));
    }

    /** Where the characters end that are allowed in such a place. */
    private int after(CharSequence text, int from, int place) {
        int at = from;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (isAllowed(character, place)) {
                at++;
            } else if (character == '%' && at + 2 < text.length() && isHex(text, at + 1) && isHex(text, at + 2)) {
                at += 3;
            } else if (character >= PLACES.length && international) {
                int whole = Character.codePointAt(text, at);
                if (!isBeyondAscii(whole, place)) {
                    return at;
                }
                at += Character.charCount(whole);
            } else {
                return at;
            }
        }
        return at;
    }

    /** {@code ucschar}, or in a query {@code iprivate}. */
    private static boolean isBeyondAscii(int character, int place) {
        int inPlane = character & 0xFFFF;
        if (inPlane > 0xFFFD) {
            return false;
        }
        boolean ofPrivateUse = (character >= 0xE000 && character <= 0xF8FF) || character >= 0xF0000;
        if (ofPrivateUse) {
            return place == IN_QUERY;
        }
        return character < 0x10000
                ? (character >= 0xA0 && character <= 0xD7FF)
                        || (character >= 0xF900 && character <= 0xFDCF)
                        || (character >= 0xFDF0 && character <= 0xFFEF)
                : character < 0xE0000 || character >= 0xE1000;
    }

    private static boolean isAllowed(int character, int place) {
        return character < PLACES.length && (PLACES[character] & place) != 0;
    }

    private static boolean isAt(CharSequence text, int at, char character) {
        return at < text.length() && text.charAt(at) == character;
    }

    private static boolean isHex(CharSequence text, int at) {
        return text.charAt(at) < PLACES.length && Character.digit(text.charAt(at), 16) >= 0;
    }
}
