package io.sluice.check.dialect;

import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The dialects of JSON Schema that are understood: its drafts. */
public enum Dialect {
    DRAFT_04(VersionFlag.V4, "http://json-schema.org/draft-04/schema#"),
    DRAFT_06(VersionFlag.V6, "http://json-schema.org/draft-06/schema#"),
    DRAFT_07(VersionFlag.V7, "http://json-schema.org/draft-07/schema#"),
    DRAFT_2019_09(VersionFlag.V201909, "https://json-schema.org/draft/2019-09/schema"),
    DRAFT_2020_12(VersionFlag.V202012, "https://json-schema.org/draft/2020-12/schema");

    /** What a schema without {@code $schema} means. */
    public static final Dialect UNNAMED = DRAFT_2020_12;

    private final VersionFlag version;
    private final String url;

    Dialect(VersionFlag version, String url) {
        this.version = version;
        this.url = url;
    }

    VersionFlag version() {
        return version;
    }

    /** How a schema names this dialect. */
    public String url() {
        return url;
    }

    /** The keyword that gives a schema its name. */
    public String idKeyword() {
        return this == DRAFT_04 ? "id" : "$id";
    }

    /** Whether keywords beside {@code $ref} are ignored. */
    public boolean refStandsAlone() {
        return compareTo(DRAFT_07) <= 0;
    }

    /** The dialect that a {@code $schema} names, be it written with http or https, with {@code #} or without. */
    public static Optional<Dialect> named(String url) {
        String bare = bare(url);
        return Arrays.stream(values())
                .filter(dialect -> bare(dialect.url).equals(bare))
                .findFirst();
    }

    /** The names of all dialects, for a message. */
    public static String urls() {
        return Arrays.stream(values()).map(Dialect::url).collect(Collectors.joining(", "));
    }

    private static String bare(String url) {
        return url.replaceFirst("^https?://", "").replaceFirst("#$", "");
    }
}
