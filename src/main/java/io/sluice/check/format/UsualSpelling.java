package io.sluice.check.format;

/** Recognises dates and web addresses as nearly everybody writes them. What is not recognised may be right all the same. */
final class UsualSpelling {
    private static final String DATE = "YYYY-MM-DD";
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private UsualSpelling() {}

    /** A real date of the years 0000 to 9999. */
    static boolean isDate(CharSequence text) {
        if (!isDashedAsDate(text)) {
            return false;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if (year < 0 || month < 1 || month > DAYS.length || day < 1) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= (month == 2 && leap ? 29 : DAYS[month - 1]);
    }

    /** Digits and dashes as in {@value #DATE}; perhaps no real date. */
    static boolean isSpeltAsDate(CharSequence text) {
        return isDashedAsDate(text) && number(text, 0, 4) >= 0 && number(text, 5, 7) >= 0 && number(text, 8, 10) >= 0;
    }

    private static boolean isDashedAsDate(CharSequence text) {
        return text.length() == DATE.length() && text.charAt(4) == '-' && text.charAt(7) == '-';
    }

    /** An http or https address of a host name with a path and a query of characters that RFC 3986 never reserves. */
    static boolean isWebAddress(CharSequence text) {
        int host = startsWith(text, HTTPS) ? HTTPS.length() : startsWith(text, HTTP) ? HTTP.length() : -1;
        if (host < 0) {
            return false;
        }
        int at = host;
        while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at == host || (at < text.length() && text.charAt(at) != '/')) {
            return false;
        }
        boolean query = false;
        for (; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '?' && !query) {
                query = true;
            } else if (!isWord(character) && !isPunctuation(character)) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(CharSequence text, String beginning) {
        int at = 0;
        while (at < beginning.length() && at < text.length() && text.charAt(at) == beginning.charAt(at)) {
            at++;
        }
        return at == beginning.length();
    }

    /** The number that the digits say, or -1. */
    private static int number(CharSequence text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static boolean isWord(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || character == '-';
    }

    private static boolean isPunctuation(char character) {
        return switch (character) {
            case '/', '.', '_', '~', '=', '&', '+' -> true;
            default -> false;
        };
    }
}
