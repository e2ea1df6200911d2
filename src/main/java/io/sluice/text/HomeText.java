package io.sluice.text;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages as people read them: a path below the home is shown relative to it. */
public final class HomeText {
    private final Pattern below;

    /** @param home absolute */
    public HomeText(Path home) {
        String root = home.toString();
        String prefix = root.endsWith("/") ? root : root + "/";
        below = Pattern.compile("(?<![^\\s\"'(=:,])" + Pattern.quote(prefix) + "(?=[^\\s/])");
    }

    public String of(String message) {
        Matcher matcher = below.matcher(message);
        return matcher.replaceAll("");
    }
}
