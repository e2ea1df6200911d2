package io.sluice.check.wording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.dialect.MergedError;
import io.sluice.check.dialect.Misspelt;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns an error of the schema library into a finding without a line, in words that need no knowledge of schemas. */
public final class Wording {
    private static final Logger LOG = LoggerFactory.getLogger(Wording.class);

    /** Type of the message about a document that needs more stack than a thread has. */
    public static final String STACK = "sluice.stack";

    /** Type of the message about a document whose check takes more steps than it may. */
    public static final String COSTLY = "sluice.costly";

    private final ValidationMessage error;
    private final Subject subject;
    private final JsonNode value;
    private final JsonNode rule;
    private final Map<String, String> words = new HashMap<>();
    private String pointer;
    private @Nullable String keyword;
    private @Nullable String sentence;

    Wording(ValidationMessage error) {
        this.error = error;
        this.subject = Subject.of(error.getInstanceLocation());
        this.value = orMissing(error.getInstanceNode());
        this.rule = orMissing(error.getSchemaNode());
        this.pointer = subject.pointer();
        this.keyword = keywordOf(error);
        words.put("place", subject.words());
    }

    /** The finding that tells of the error; in few words where they fail, which no other finding may suffer from. */
    public static Finding of(ValidationMessage error) {
        try {
            return new Wording(error).finding();
        } catch (RuntimeException defect) {
            LOG.error("Defect in Sluice: no words for {} at {}", error.getType(), error.getSchemaLocation(), defect);
            return wordless(error);
        }
    }

    private static Finding wordless(ValidationMessage error) {
        Subject subject = Subject.of(error.getInstanceLocation());
        String rule = Excerpt.shortened(error.getType());
        String message = FindingCode.OTHER_RULE.message(Map.of("place", subject.words(), "expected", rule));
        return new Finding(
                Severity.ERROR,
                FindingCode.OTHER_RULE,
                error.getType(),
                subject.pointer(),
                null,
                null,
                subject.record(),
                message,
                rule,
                null);
    }

    private Finding finding() {
        FindingCode code = code();
        String own = error.getMessage();
        return new Finding(
                Severity.ERROR,
                code,
                keyword,
                pointer,
                null,
                null,
                subject.record(),
                own == null || own.isBlank() || error.getType().startsWith("sluice.") ? message(code) : own,
                words.get("expected"),
                words.get("found"));
    }

    private static @Nullable String keywordOf(ValidationMessage error) {
        return switch (error.getType()) {
            case STACK -> null;
            case COSTLY -> SchemaPlaces.keyword(error.getSchemaLocation());
            default -> error.getType();
        };
    }

    private String message(FindingCode code) {
        String told = sentence == null ? code.message(words) : sentence;
        return told
                + (MergedError.hasOthers(error) ? " Or it fits another alternative." : "")
                + Sentences.because(error);
    }

    /** What kind of finding it is; the {@link #word words} are known after it. */
    FindingCode code() {
        return switch (error.getType()) {
            case "required", "dependentRequired", "dependencies" -> missing();
            case "additionalProperties", "unevaluatedProperties" -> unknown();
            case "propertyNames" -> named();
            case "type" -> type(MergedError.typesOf(rule));
            case "enum", "const" ->
                value(rule.isArray() && error.getType().equals("enum") ? items(rule) : List.of(rule));
            case "anyOf", "oneOf" -> alternatives();
            case "format" -> formats(List.of(rule.asText()));
            case "pattern" -> pattern(rule.asText());
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" ->
                with(FindingCode.RANGE, Excerpt.of(value), Bounds.range(error.getType(), rule, exclusive()));
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" ->
                with(FindingCode.LENGTH, Bounds.size(error.getType(), value), Bounds.length(error.getType(), rule));
            case "uniqueItems" -> duplicate();
            case "not" -> forbidden(Sentences.forbidden(subject.words(), value, rule));
            case "items", "additionalItems" ->
                forbidden(Optional.of(Sentences.tooMany(error, subject.words(), Excerpt.of(value))));
            case "false", "unevaluatedItems" -> forbidden(Optional.empty());
            case "contains", "minContains", "maxContains" -> contains();
            case COSTLY -> costly();
            case STACK -> with(FindingCode.TOO_DEEP, null, "can be checked against this schema");
            default -> with(FindingCode.OTHER_RULE, Excerpt.of(value), Excerpt.shortened(error.getType()));
        };
    }

    private FindingCode forbidden(Optional<String> told) {
        sentence = told.orElse(null);
        return with(FindingCode.FORBIDDEN, Excerpt.of(value), null);
    }

    private FindingCode contains() {
        sentence = Sentences.contains(error, subject.words(), rule);
        return with(FindingCode.OTHER_RULE, Excerpt.of(value), Excerpt.shortened(error.getType()));
    }

    private FindingCode costly() {
        words.put("rule", SchemaPlaces.shown(error.getSchemaLocation()));
        return with(FindingCode.TOO_COSTLY, null, Excerpt.count((Long) error.getArguments()[0], "step"));
    }

    /** What is said in one slot of the finding's sentence; empty where nothing is. */
    String word(String slot) {
        return words.getOrDefault(slot, "");
    }

    private FindingCode missing() {
        List<String> names = new ArrayList<>();
        String because = error.getProperty();
        if (error.getType().equals("required")) {
            names.add(because);
            Misspelt.of(error)
                    .ifPresent(field ->
                            words.put("hint", " There is a field " + Excerpt.quoted(field) + ": check its spelling."));
        } else {
            rule.path(because).forEach(name -> {
                if (!value.has(name.asText())) {
                    names.add(name.asText());
                }
            });
            words.put("condition", ", needed beside " + Excerpt.quoted(because));
        }
        words.put("required", MergedError.hasOthers(error) ? "" : "required ");
        String fields = String.join(", ", names.stream().map(Excerpt::quoted).toList());
        return with(FindingCode.MISSING_FIELD, null, (names.size() == 1 ? "field " : "fields ") + fields);
    }

    private FindingCode unknown() {
        if (error.getProperty() == null) {
            return with(FindingCode.FORBIDDEN, Excerpt.of(value), null);
        }
        pointer = subject.pointerTo(error.getProperty());
        return with(FindingCode.UNKNOWN_FIELD, Excerpt.quoted(error.getProperty()), null);
    }

    private FindingCode named() {
        pointer = subject.pointerTo(error.getProperty());
        return with(FindingCode.FIELD_NAME, Excerpt.quoted(error.getProperty()), null);
    }

    private FindingCode type(List<String> types) {
        words.put("kind", Words.kind(value));
        if (value.isTextual() && types.stream().anyMatch(type -> type.equals("number") || type.equals("integer"))) {
            words.put("hint", Bounds.isNumber(value.textValue()) ? " Write it without quotes." : " Write digits only.");
        }
        return with(FindingCode.WRONG_TYPE, Excerpt.of(value), Words.types(types));
    }

    private FindingCode value(List<JsonNode> allowed) {
        allowed.stream()
                .filter(one -> one.isTextual() && value.isTextual())
                .filter(one ->
                        one.textValue().equalsIgnoreCase(value.textValue().strip()))
                .findFirst()
                .ifPresent(meant -> words.put("hint", " Write it as " + Excerpt.of(meant) + "."));
        boolean alike =
                allowed.stream().anyMatch(one -> one.isContainerNode() && one.getNodeType() == value.getNodeType());
        String found = alike ? Excerpt.whole(value) : Excerpt.of(value);
        return with(FindingCode.NOT_ALLOWED_VALUE, found, Words.oneOf(allowed));
    }

    private FindingCode alternatives() {
        Object[] arguments = error.getArguments();
        return switch (error.getMessageKey()) {
            case MergedError.TYPES ->
                type(Arrays.stream(arguments).map(String.class::cast).toList());
            case MergedError.VALUES ->
                value(Arrays.stream(arguments).map(JsonNode.class::cast).toList());
            case MergedError.EACH -> each();
            default -> with(FindingCode.AMBIGUOUS, Excerpt.of(value), null);
        };
    }

    private FindingCode each() {
        Together together = Together.of(MergedError.parts(error));
        keyword = together.keyword().orElse(error.getType());
        words.put("hint", together.hint());
        sentence = together.sentence(subject.words(), Excerpt.of(value));
        return with(together.code(), together.isOfFields() ? null : Excerpt.of(value), together.expected());
    }

    private FindingCode formats(List<String> formats) {
        String first = formats.get(0);
        String difference = formats.size() == 1 ? Forms.difference(first, value.asText()) : "";
        words.put(
                "hint",
                difference + Forms.together(formats.stream().map(Forms::hint).toList()));
        return with(
                FindingCode.WRONG_FORMAT,
                Excerpt.of(value),
                Words.either(formats.stream().map(Forms::name).toList()));
    }

    private FindingCode pattern(String pattern) {
        List<String> formats = KnownPatterns.formats(pattern);
        return formats.isEmpty()
                ? with(FindingCode.PATTERN, Excerpt.of(value), Excerpt.shortened(pattern))
                : formats(formats);
    }

    private FindingCode duplicate() {
        Map<JsonNode, Integer> seen = new HashMap<>();
        for (int i = 0; i < value.size(); i++) {
            Integer first = seen.putIfAbsent(value.get(i), i);
            if (first != null) {
                words.put("which", " (" + (first + 1) + " and " + (i + 1) + ")");
                return with(FindingCode.DUPLICATE_ITEM, Excerpt.of(value.get(i)), "items that differ");
            }
        }
        return with(FindingCode.DUPLICATE_ITEM, Excerpt.of(value), "items that differ");
    }

    /** Draft 4 says it with a flag beside the limit, which the message does not carry; the value on the limit tells. */
    private boolean exclusive() {
        return error.getType().startsWith("exclusive")
                || (value.isNumber() && rule.isNumber() && value.decimalValue().compareTo(rule.decimalValue()) == 0);
    }

    private FindingCode with(FindingCode code, @Nullable String found, @Nullable String expected) {
        if (found != null) {
            words.put("found", found);
        }
        if (expected != null) {
            words.put("expected", expected);
        }
        return code;
    }

    static List<JsonNode> items(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return items;
    }

    private static JsonNode orMissing(@Nullable JsonNode node) {
        return node == null ? MissingNode.getInstance() : node;
    }
}
