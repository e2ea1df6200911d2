package io.sluice.ledger.sqlite;

import io.sluice.ledger.Decision;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A decision whose hashes were found to be hashes, so that it cannot spoil a commit that it shares with others. */
final class DecisionEntry {
    private static final int SHA256_BYTES = 32;

    private final Decision decision;
    private final byte[] sha256;
    private final byte @Nullable [] unusualPublishedSha256;

    private DecisionEntry(Decision decision) {
        this.decision = decision;
        this.sha256 = hash(decision.sha256());
        String published = decision.publishedSha256();
        if ((decision.publishedPath() == null) != (published == null)) {
            throw new IllegalArgumentException("published path and hash belong together: " + decision);
        }
        this.unusualPublishedSha256 = published == null || published.equals(decision.sha256()) ? null : hash(published);
    }

    /** @throws IllegalArgumentException when a hash is no lower-case SHA-256, or half of a publication is missing */
    static DecisionEntry of(Decision decision) {
        requireHash(decision.schemaSha256());
        return new DecisionEntry(decision);
    }

    Decision decision() {
        return decision;
    }

    byte[] sha256() {
        return sha256;
    }

    /** Of the published bytes, if any were. */
    byte @Nullable [] publishedSha256() {
        return decision.publishedSha256() == null
                ? null
                : unusualPublishedSha256 == null ? sha256 : unusualPublishedSha256;
    }

    /** Null where the published bytes are the raw ones. */
    byte @Nullable [] unusualPublishedSha256() {
        return unusualPublishedSha256;
    }

    /** Null where the published path is the usual one. */
    @Nullable
    String unusualPublishedPath() {
        return decision.file().toString().equals(decision.publishedPath()) ? null : decision.publishedPath();
    }

    private static byte[] hash(String hex) {
        requireHash(hex);
        return HexFormat.of().parseHex(hex);
    }

    private static void requireHash(String hex) {
        boolean hash = hex.length() == 2 * SHA256_BYTES;
        for (int i = 0; hash && i < hex.length(); i++) {
            char digit = hex.charAt(i);
            hash = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        if (!hash) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + hex);
        }
    }
}
