package io.sluice.check.schema;

import io.sluice.text.OneLine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A schema cannot be used. The message names the file, what is wrong, and what is expected; nothing is loaded. */
public final class SchemaProblem extends Exception {
    private static final long serialVersionUID = 1;

    private final String file;

    SchemaProblem(Path file, String what) {
        this(file, what, null);
    }

    SchemaProblem(Path file, String what, @Nullable Throwable told) {
        super(OneLine.of(file) + ": " + what, told);
        this.file = file.toString();
    }

    /** The file that has to be mended. */
    public Path file() {
        return Path.of(file);
    }
}
