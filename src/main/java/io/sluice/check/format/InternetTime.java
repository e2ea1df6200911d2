package io.sluice.check.format;

/** Dates, times and durations as RFC 3339 spells them. */
final class InternetTime {
    private static final int DATE_LENGTH = "YYYY-MM-DD".length();
    private static final int TIME_LENGTH = "hh:mm:ss".length();
    private static final int OFFSET_LENGTH = "+hh:mm".length();
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int DAY_MINUTES = 24 * 60;
    private static final int INVALID = Integer.MIN_VALUE;

    private InternetTime() {}

    /** A real date of the years 0000 to 9999. */
    static boolean isDate(CharSequence text) {
        return text.length() == DATE_LENGTH && startsWithDate(text);
    }

    /** With an offset from UTC; a leap second only where a day can end. */
    static boolean isTime(CharSequence text) {
        int minute = utcMinute(text, 0);
        return minute != INVALID && (!isLeapSecond(text, 0) || endsADay(minute));
    }

    /** A date, {@code T} and a time; a leap second only where a month can end, as section 5.7 has it. */
    static boolean isDateTime(CharSequence text) {
        int time = DATE_LENGTH + 1;
        if (text.length() <= time || upper(text, DATE_LENGTH) != 'T' || !startsWithDate(text)) {
            return false;
        }
        int minute = utcMinute(text, time);
        return minute != INVALID
                && (!isLeapSecond(text, time)
                        || (endsADay(minute) && endsAMonth(text, Math.floorDiv(minute, DAY_MINUTES))));
    }

    /** Of appendix A: no unit is left out between two others, and weeks stand alone. */
    static boolean isDuration(CharSequence text) {
        if (text.length() < "P0D".length() || upper(text, 0) != 'P') {
            return false;
        }
        if (afterUnits(text, 1, "W") == text.length()) {
            return true;
        }
        int date = afterUnits(text, 1, "YMD");
        if (date == text.length() || upper(text, date) != 'T') {
            return date == text.length();
        }
        int time = afterUnits(text, date + 1, "HMS");
        return time == text.length() && time > date + 1;
    }

    /** Where the longest run of numbers with neighbouring units ends. */
    private static int afterUnits(CharSequence text, int from, String units) {
        int at = from;
        int previous = -1;
        while (true) {
            int unit = at;
            while (unit < text.length() && isDigit(text.charAt(unit))) {
                unit++;
            }
            int which = unit > at && unit < text.length() ? units.indexOf(upper(text, unit)) : -1;
            if (which < 0 || (previous >= 0 && which != previous + 1)) {
                return at;
            }
            previous = which;
            at = unit + 1;
        }
    }

    private static boolean startsWithDate(CharSequence text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        int month = number(text, 5, 12);
        int day = number(text, 8, 31);
        return number(text, 0, 99) >= 0 && number(text, 2, 99) >= 0 && month > 0 && day > 0 && day <= days(text, month);
    }

    private static int days(CharSequence text, int month) {
        int year = number(text, 0, 99) * 100 + number(text, 2, 99);
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /** Minutes in UTC since the local day began, negative on the day before, or {@link #INVALID}. */
    private static int utcMinute(CharSequence text, int from) {
        int at = from + TIME_LENGTH;
        if (text.length() <= at || text.charAt(from + 2) != ':' || text.charAt(from + 5) != ':') {
            return INVALID;
        }
        int hour = number(text, from, 23);
        int minute = number(text, from + 3, 59);
        if (hour < 0 || minute < 0 || number(text, from + 6, 60) < 0) {
            return INVALID;
        }
        int offset = offset(text, afterFraction(text, at));
        return offset == INVALID ? INVALID : hour * 60 + minute - offset;
    }

    private static int afterFraction(CharSequence text, int from) {
        int at = from + 1;
        while (text.charAt(from) == '.' && at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at > from + 1 ? at : from;
    }

    /** Minutes ahead of UTC. */
    private static int offset(CharSequence text, int from) {
        if (text.length() == from + 1 && upper(text, from) == 'Z') {
            return 0;
        }
        if (text.length() != from + OFFSET_LENGTH || text.charAt(from + 3) != ':') {
            return INVALID;
        }
        char sign = text.charAt(from);
        int hours = number(text, from + 1, 23);
        int minutes = number(text, from + 4, 59);
        if ((sign != '+' && sign != '-') || hours < 0 || minutes < 0) {
            return INVALID;
        }
        return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
    }

    private static boolean isLeapSecond(CharSequence text, int time) {
        return text.charAt(time + 6) == '6';
    }

    private static boolean endsADay(int utcMinute) {
        return Math.floorMod(utcMinute, DAY_MINUTES) == DAY_MINUTES - 1;
    }

    /** @param shift days from the local day to the one of UTC */
    private static boolean endsAMonth(CharSequence text, int shift) {
        int day = number(text, 8, 31) + shift;
        return day == 0 || day == days(text, number(text, 5, 12));
    }

    /** The number that two digits say, or -1 when it is larger than that or none. */
    private static int number(CharSequence text, int from, int most) {
        int tens = text.charAt(from) - '0';
        int ones = text.charAt(from + 1) - '0';
        int number = tens * 10 + ones;
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 || number > most ? -1 : number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static char upper(CharSequence text, int at) {
        char character = text.charAt(at);
        return character >= 'a' && character <= 'z' ? (char) (character - 0x20) : character;
    }
}
