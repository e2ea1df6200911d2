package io.sluice.check.wording;

import com.networknt.schema.ValidationMessage;
import io.sluice.check.dialect.MergedError;
import io.sluice.check.finding.FindingCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What an error asks for, as it stands behind "must": {@code be a real date}.
 *
 * @param verb such as {@code be} or {@code have}; empty where {@code what} has it
 * @param what such as {@code a real date}
 */
record Need(String verb, String what) {
    static Need of(ValidationMessage error) {
        if (MergedError.EACH.equals(error.getMessageKey())) {
            return new Need("", Together.of(MergedError.parts(error)).needed());
        }
        Wording wording = new Wording(error);
        FindingCode code = wording.code();
        String expected = wording.word("expected");
        return switch (code) {
            case PATTERN -> new Need("match", expected);
            case LENGTH, DUPLICATE_ITEM -> new Need("have", expected);
            case MISSING_FIELD -> new Need("have", "the " + expected + wording.word("condition"));
            case UNKNOWN_FIELD, FIELD_NAME -> new Need("have", "no field " + wording.word("found"));
            case FORBIDDEN -> new Need("be", "something else");
            case AMBIGUOUS -> new Need("fit", "exactly one of the alternatives");
            case OTHER_RULE -> new Need("hold", "against the schema's rule " + expected);
            default -> new Need("be", expected);
        };
    }

    private String text() {
        return verb.isEmpty() ? what : verb + " " + what;
    }

    /** What needs all of these. */
    static Need all(List<Need> needs) {
        if (needs.size() == 1) {
            return needs.get(0);
        }
        List<Need> alike = joined(needs, whats -> String.join(" and ", whats));
        return alike.size() == 1
                ? alike.get(0)
                : new Need(
                        "", String.join(" and ", alike.stream().map(Need::text).toList()));
    }

    /** One of these, a verb being said once. */
    static String any(List<Need> needs) {
        return Words.either(joined(needs, whats -> Words.either(List.copyOf(whats))).stream()
                .map(Need::text)
                .toList());
    }

    /** Each verb once, with all that belongs to it. */
    private static List<Need> joined(List<Need> needs, Function<Set<String>, String> join) {
        Map<String, Set<String>> byVerb = new LinkedHashMap<>();
        needs.forEach(need -> byVerb.computeIfAbsent(need.verb(), unseen -> new LinkedHashSet<>())
                .add(need.what()));
        List<Need> joined = new ArrayList<>();
        byVerb.forEach((verb, whats) -> {
            if (verb.isEmpty()) {
                whats.forEach(what -> joined.add(new Need("", what)));
            } else {
                joined.add(new Need(verb, join.apply(whats)));
            }
        });
        return joined;
    }
}
