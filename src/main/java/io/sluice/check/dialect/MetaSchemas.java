package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.Format;
import com.networknt.schema.FormatKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidatorTypeCode;
import com.networknt.schema.Vocabularies;
import com.networknt.schema.Vocabulary;
import io.sluice.check.format.KnownFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The dialects as the schema library knows them, with the keywords whose errors are counted, merged, or made exact. */
public final class MetaSchemas {
    /** Keywords that ask along which references a place was reached. */
    public static final Set<String> TOLD_APART =
            Set.of("unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "$recursiveRef");

    /** What a reference that is not shared costs, told in steps of a pattern. */
    private static final int REFERENCE_STEPS = 100;

    private final boolean shared;
    private final Map<Dialect, JsonMetaSchema> made = new ConcurrentHashMap<>();

    /**
     * The dialects for one kind of schemas.
     *
     * @param shared whether a place of a schema says the same along whichever references it is reached: not where the schema
     *     has one of {@link #TOLD_APART}
     */
    public MetaSchemas(boolean shared) {
        this.shared = shared;
    }

    /** Made when it is asked for: the five of them take a noticeable part of the time of a start. */
    public JsonMetaSchema of(Dialect dialect) {
        return made.computeIfAbsent(dialect, this::metaSchema);
    }

    /** As {@link #of}, for a {@code $schema}. */
    public JsonMetaSchema named(String url) {
        return of(Dialect.named(url).orElseThrow(() -> new IllegalArgumentException("unknown dialect " + url)));
    }

    private JsonMetaSchema metaSchema(Dialect dialect) {
        JsonMetaSchema blueprint =
                JsonSchemaFactory.checkVersion(dialect.version()).getInstance();
        return JsonMetaSchema.builder(blueprint)
                .keywords(keywords -> keywords.replaceAll((name, keyword) -> counted(keyword)))
                .vocabularyFactory(this::vocabulary)
                .formats(KnownFormat.ALL)
                .formatKeywordFactory(CountedFormat::new)
                // Schemas may say more than the dialects know, such as errorMessage: no reason for a warning.
                .unknownKeywordFactory((keyword, context) -> new AnnotationKeyword(keyword))
                .build();
    }

    private @Nullable Vocabulary vocabulary(String iri) {
        Vocabulary known = Vocabularies.getVocabulary(iri);
        return known == null
                ? null
                : new Vocabulary(
                        iri, known.getKeywords().stream().map(this::counted).toArray(Keyword[]::new));
    }

    private Keyword counted(Keyword keyword) {
        return switch (keyword.getValue()) {
            case "oneOf" ->
                new OwnKeyword(
                        "oneOf",
                        (location, path, node, parent, context) ->
                                new Alternatives(ValidatorTypeCode.ONE_OF, location, path, node, parent, context));
            case "anyOf" ->
                new OwnKeyword(
                        "anyOf",
                        (location, path, node, parent, context) ->
                                new Alternatives(ValidatorTypeCode.ANY_OF, location, path, node, parent, context));
            case "if" -> new OwnKeyword("if", Condition::new);
            case "additionalProperties" -> new OwnKeyword("additionalProperties", FurtherFields::new);
            case "items" -> new ItemsTooMany(keyword);
            case "dependentSchemas" -> new OwnKeyword("dependentSchemas", DependentSchemas::new);
            case "$ref" ->
                shared ? new OwnKeyword("$ref", SharedReference::new) : new ChargedKeyword(keyword, REFERENCE_STEPS);
            case "$dynamicRef", "$recursiveRef" -> new ChargedKeyword(keyword, REFERENCE_STEPS);
            case "patternProperties" -> new ChargedKeyword(keyword, 0);
            case "multipleOf" -> new OwnKeyword("multipleOf", ExactMultiple::new);
            case "format" -> keyword; // made by CountedFormat
            default -> CountedKeyword.isKnown(keyword) ? new CountedKeyword(keyword) : keyword;
        };
    }

    @FunctionalInterface
    private interface Compiler {
        JsonValidator compile(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode node,
                JsonSchema parent,
                ValidationContext context);
    }

    /** No record: the library hashes it, which a start would pay for. */
    private static final class OwnKeyword implements Keyword {
        private final String name;
        private final Compiler compiler;

        OwnKeyword(String name, Compiler compiler) {
            this.name = name;
            this.compiler = compiler;
        }

        @Override
        public String getValue() {
            return name;
        }

        @Override
        public JsonValidator newValidator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode node,
                JsonSchema parent,
                ValidationContext context) {
            return compiler.compile(location, path, node, parent, context);
        }
    }

    private static final class CountedFormat extends FormatKeyword {
        CountedFormat(Map<String, Format> formats) {
            super(formats);
        }

        @Override
        public JsonValidator newValidator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode node,
                JsonSchema parent,
                ValidationContext context) {
            return CountedKeyword.counted(
                    getValue(), super.newValidator(location, path, node, parent, context), parent);
        }
    }
}
