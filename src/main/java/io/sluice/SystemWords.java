package io.sluice;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The language of this process: none. Numbers and times have the digits of ASCII, {@code i} is the small {@code I}, also in
 * libraries that ask for no locale, and the C library words its errors as it does without a translation: by these words
 * the kind of a fault is told. The launcher sees to that before Java starts; this is for who starts it otherwise.
 */
final class SystemWords {
    private static final List<String> VARIABLES = List.of("LC_ALL", "LC_MESSAGES", "LANG");

    private SystemWords() {}

    /**
     * To be called before anything else, while there is one thread: neither locale is made for more.
     *
     * @return a warning, when the C library cannot be reached
     */
    static Optional<String> plain(Map<String, String> environment) {
        Locale.setDefault(Locale.ROOT);
        if (!isTranslated(environment)) {
            return Optional.empty();
        }
        try {
            int messages = Platform.isMac() ? 6 : 5; // LC_MESSAGES
            Function.getFunction("c", "setlocale").invokePointer(new Object[] {messages, "C"});
            return Optional.empty();
        } catch (LinkageError unreachable) {
            return Optional.of(
                    "The system words its errors in the language of the locale, and Sluice knows them in English: a full"
                            + " disk is told as any other fault. Start it with LC_ALL=C.UTF-8. (" + unreachable + ")");
        }
    }

    private static boolean isTranslated(Map<String, String> environment) {
        String locale = VARIABLES.stream()
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("C");
        return !locale.equals("POSIX") && !locale.split("[.]", 2)[0].equals("C");
    }
}
