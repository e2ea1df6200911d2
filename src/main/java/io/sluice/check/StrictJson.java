package io.sluice.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON as RFC 8259 writes it and no laxer, within limits, with exact numbers. */
public final class StrictJson {
    private StrictJson() {}

    /** Reads trees: duplicate names and anything after the document are refused. */
    public static ObjectMapper mapper(Limits limits) {
        return JsonMapper.builder(factory(limits, false))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .nodeFactory(new ExactNumbers(limits.numberLengthMax()))
                .build();
    }

    /**
     * Reads tokens.
     *
     * @param namesOnce whether a duplicate name is told where it stands; the tree reader does it cheaper, but later
     */
    public static JsonFactory factory(Limits limits, boolean namesOnce) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.documentBytesMax())
                        .maxNestingDepth(limits.depthMax())
                        .maxStringLength(limits.stringLengthMax())
                        .maxNumberLength(limits.numberLengthMax())
                        .maxNameLength(limits.nameLengthMax())
                        .maxTokenCount(limits.tokensMax())
                        .build())
                // Names may be data, such as identifiers: interned ones would stay for as long as the process lives.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, namesOnce)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }
}
