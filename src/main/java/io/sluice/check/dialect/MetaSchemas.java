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
    private static final Set<String> ASKING =
            Set.of("not", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties");
    private static final Set<String> JUDGING = Set.of(
            "type",
            "const",
            "enum",
            "required",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "uniqueItems",
            "dependentRequired",
            "false");

    private final Map<Dialect, JsonMetaSchema> made = new ConcurrentHashMap<>();

    /** Made when it is asked for: the five of them take a noticeable part of the time of a start. */
    public JsonMetaSchema of(Dialect dialect) {
        return made.computeIfAbsent(dialect, MetaSchemas::metaSchema);
    }

    /** As {@link #of}, for a {@code $schema}. */
    public JsonMetaSchema named(String url) {
        return of(Dialect.named(url).orElseThrow(() -> new IllegalArgumentException("unknown dialect " + url)));
    }

    private static JsonMetaSchema metaSchema(Dialect dialect) {
        JsonMetaSchema blueprint =
                JsonSchemaFactory.checkVersion(dialect.version()).getInstance();
        return JsonMetaSchema.builder(blueprint)
                .keywords(keywords -> keywords.replaceAll((name, keyword) -> counted(keyword)))
                .vocabularyFactory(MetaSchemas::vocabulary)
                .formats(KnownFormat.ALL)
                .formatKeywordFactory(CountedFormat::new)
                // Schemas may say more than the dialects know, such as errorMessage: no reason for a warning.
                .unknownKeywordFactory((keyword, context) -> new AnnotationKeyword(keyword))
                .build();
    }

    private static @Nullable Vocabulary vocabulary(String iri) {
        Vocabulary known = Vocabularies.getVocabulary(iri);
        return known == null
                ? null
                : new Vocabulary(
                        iri,
                        known.getKeywords().stream().map(MetaSchemas::counted).toArray(Keyword[]::new));
    }

    private static Keyword counted(Keyword keyword) {
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
            case "multipleOf" -> new OwnKeyword("multipleOf", ExactMultiple::new);
            default -> {
                boolean asks = ASKING.contains(keyword.getValue());
                yield asks || JUDGING.contains(keyword.getValue()) ? new CountedKeyword(keyword, asks) : keyword;
            }
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
            return new CountedKeyword.CountedValidator(
                    super.newValidator(location, path, node, parent, context), false, OwnWords.of(parent, getValue()));
        }
    }
}
