package io.sluice.it;

/** Documents against the shipped schema. */
final class Grants {
    private Grants() {}

    static String valid(String grantId) {
        return """
                {"grant_id": "%s", "amount": 1000, "date": "2024-01-15", "source": "Other"}
                """
                .formatted(grantId);
    }

    /** Its amount is a text: one finding, {@code wrong_type} at {@code /amount}. */
    static String invalid(String grantId) {
        return """
                {"grant_id": "%s", "amount": "1000", "date": "2024-01-15", "source": "Other"}
                """
                .formatted(grantId);
    }
}
