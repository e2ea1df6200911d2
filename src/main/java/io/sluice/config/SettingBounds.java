package io.sluice.config;

import java.util.Optional;

/** What the values of settings have to be, for what takes the place of a setting elsewhere, such as in a route. */
public final class SettingBounds {
    private SettingBounds() {}

    /** What would have been right, in words that follow "expected"; empty when the value is, or the key is unknown. */
    public static Optional<String> broken(String key, String value) {
        return Keys.named(key).flatMap(known -> known.brokenInRoutes(value));
    }
}
