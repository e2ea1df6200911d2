package io.sluice.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.i18n.MessageSource;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import com.networknt.schema.serialization.JsonNodeReader;
import io.sluice.check.DocumentChecker;
import io.sluice.check.GuardedSchema;
import io.sluice.check.Limits;
import io.sluice.check.Schema;
import io.sluice.check.StrictJson;
import io.sluice.check.dialect.Dialect;
import io.sluice.check.dialect.MetaSchemas;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.Findings;
import io.sluice.check.pattern.EcmaPattern;
import io.sluice.check.quick.QuickVerdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles schemas whose references are known to lead somewhere, after holding them against their dialect's schema. */
final class SchemaCompiler {
    private static final int PROBLEMS_SHOWN_MAX = 3;
    /** Deeper references are compiled by the first document that reaches them; a recursive schema would never end. */
    private static final int PRELOAD_DEPTH_MAX = 12;

    private static final Limits LIMITS = Limits.defaults();
    private static final SchemaLoader BUNDLED_ONLY = iri -> refused(iri.toString());

    private final MetaSchemas shared = new MetaSchemas(true);
    private final MetaSchemas toldApart = new MetaSchemas(false);
    private final Map<Dialect, DocumentChecker> checkers = new EnumMap<>(Dialect.class);

    /**
     * @throws SchemaProblem when a pattern is none, a schema applies itself to the same value, a file does not hold against
     *     its dialect, or the schema library refuses it
     */
    JsonSchema compile(SchemaClosure closure) throws SchemaProblem {
        closure.refuseWhatJudgesNothing();
        for (SchemaFile file : closure.files()) {
            hold(file);
        }
        SchemaLoader loader = iri -> closure.at(iri.toString())
                .map(file -> (InputStreamSource) () -> new ByteArrayInputStream(file.settled()))
                .orElseGet(() -> refused(iri.toString()));
        try {
            JsonSchema schema = factory(loader, closure.tellsReferencesApart() ? toldApart : shared)
                    .getSchema(SchemaLocation.of(closure.root().url()), config());
            schema.initializeValidators();
            return new GuardedSchema(
                    schema,
                    QuickVerdict.of(closure.root().root(), closure.root().dialect()));
        } catch (RuntimeException refused) {
            throw new SchemaProblem(
                    closure.root().path(), "the schema cannot be compiled: " + refused.getMessage(), refused);
        }
    }

    private void hold(SchemaFile file) throws SchemaProblem {
        Findings findings = checker(file.dialect()).check(file.bytes());
        if (!findings.failed()) {
            return;
        }
        StringBuilder what =
                new StringBuilder("this is no valid schema of " + file.dialect().url() + ":");
        for (Finding finding : findings.kept()
                .subList(0, Math.min(PROBLEMS_SHOWN_MAX, findings.kept().size()))) {
            what.append("\n  line ").append(finding.line()).append(", column ").append(finding.column());
            what.append(", \"#").append(finding.pointer()).append("\": ").append(finding.message());
        }
        long more = findings.errorCount() - PROBLEMS_SHOWN_MAX;
        throw new SchemaProblem(file.path(), what + (more > 0 ? "\n  and " + more + " more" : ""));
    }

    private DocumentChecker checker(Dialect dialect) {
        return checkers.computeIfAbsent(dialect, unseen -> {
            JsonSchema schema = factory(BUNDLED_ONLY, toldApart).getSchema(SchemaLocation.of(dialect.url()), config());
            return new DocumentChecker(
                    new Schema(dialect.url(), Path.of("."), "", new GuardedSchema(schema, Optional.empty())), LIMITS);
        });
    }

    private JsonSchemaFactory factory(SchemaLoader loader, MetaSchemas metaSchemas) {
        return JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(Dialect.UNNAMED.url())
                .metaSchema(metaSchemas.of(Dialect.UNNAMED))
                .metaSchemaFactory((url, factory, config) -> metaSchemas.named(url))
                .jsonNodeReader(new StrictReader(StrictJson.mapper(LIMITS)))
                .schemaLoaders(loaders -> loaders.add(loader))
                .build();
    }

    private static SchemaValidatorsConfig config() {
        return SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .regularExpressionFactory(EcmaPattern.factory())
                .messageSource(NO_WORDS)
                .locale(Locale.ROOT)
                .preloadJsonSchema(false)
                .preloadJsonSchemaRefMaxNestingDepth(PRELOAD_DEPTH_MAX)
                .build();
    }

    /** Findings have words of their own. */
    private static final MessageSource NO_WORDS = (key, words, locale, arguments) -> "";

    /** The library's next loader reads its own jar, and after it the network: nothing but the jar may get that far. */
    private static @Nullable InputStreamSource refused(String iri) {
        if (iri.startsWith("classpath:draft")) {
            return null;
        }
        return () -> {
            throw new IOException("the reference " + iri + " leads to no local schema");
        };
    }

    private record StrictReader(ObjectMapper mapper) implements JsonNodeReader {
        @Override
        public JsonNode readTree(String content, InputFormat format) throws IOException {
            return mapper.readTree(content);
        }

        @Override
        public JsonNode readTree(InputStream content, InputFormat format) throws IOException {
            return mapper.readTree(content);
        }
    }
}
