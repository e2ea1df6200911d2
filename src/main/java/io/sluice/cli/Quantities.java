package io.sluice.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers and times for people: the same in every locale. */
final class Quantities {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Quantities() {}

    /** With thousands separators. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** In the largest binary unit that it fills. */
    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1_024 && unit < UNITS.length - 1) {
            value /= 1_024;
            unit++;
        }
        return unit == 0 ? count(bytes) + " B" : String.format(Locale.ROOT, "%,.1f %s", value, UNITS[unit]);
    }

    /** Files in a second; a dash when no time passed. */
    static String rate(long files, double seconds) {
        if (files == 0 || seconds <= 0) {
            return "-";
        }
        double rate = files / seconds;
        return rate >= 10 ? count(Math.round(rate)) : String.format(Locale.ROOT, "%.1f", rate);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%,.2f s" : "%,.0f s", seconds);
    }

    /** To the second; in UTC, as the ledger and the log have it. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 1 file}, {@code 1,000 files}. */
    static String of(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
