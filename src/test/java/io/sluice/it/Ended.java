package io.sluice.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What a process left for the one that started it. */
record Ended(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
        return SluiceHome.json(out);
    }

    /** A number of the summary that {@code run --json} prints. */
    long count(String key) throws IOException {
        return json().required(key).asLong();
    }
}
