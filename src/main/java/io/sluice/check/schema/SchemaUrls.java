package io.sluice.check.schema;

import com.networknt.schema.SchemaLocation;
import io.sluice.check.dialect.Dialect;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** URLs of schemas, resolved just as the schema library resolves them, so that both come to the same text. */
final class SchemaUrls {
    private SchemaUrls() {}

    static String resolved(String base, String reference) {
        return withoutFragment(SchemaLocation.resolve(SchemaLocation.of(base), reference));
    }

    static String withoutFragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? url : url.substring(0, hash);
    }

    static String fragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? "" : url.substring(hash + 1);
    }

    static boolean isRelativePath(String reference) {
        return !reference.startsWith("/") && !reference.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
    }

    /** Whether the schema library carries this schema in its own jar: the dialects' schemas of schemas. */
    static boolean isBundled(String url) {
        String bare = withoutFragment(url).replaceFirst("^https?://", "");
        return Dialect.named(url).isPresent() || bare.matches("json-schema\\.org/draft/(2019-09|2020-12)/meta/[a-z-]+");
    }

    /** As it stands, where an escape is broken. */
    static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return encoded;
        }
    }
}
