package io.sluice.check.wording;

import com.networknt.schema.ValidationMessage;
import io.sluice.check.dialect.MergedError;
import io.sluice.check.finding.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What several alternatives that are equally close ask for of one value: any of it would do.
 *
 * @param code of the first alternative that takes the value's type
 * @param keyword the schema's, when all alternatives fail for the same one
 * @param fields the missing fields of each alternative, when nothing but fields is missing
 * @param needs of each alternative
 * @param hint how to write it
 */
record Together(FindingCode code, Optional<String> keyword, List<List<String>> fields, List<Need> needs, String hint) {
    /** @param alternatives the errors of each */
    static Together of(List<List<ValidationMessage>> alternatives) {
        List<List<ValidationMessage>> parts = new ArrayList<>();
        alternatives.forEach(part -> addTo(parts, part));
        List<Wording> closest = new ArrayList<>();
        List<FindingCode> codes = new ArrayList<>();
        for (List<ValidationMessage> part : parts) {
            Wording wording = new Wording(part.get(0));
            codes.add(wording.code());
            closest.add(wording);
        }
        int first = 0;
        while (first < codes.size() - 1 && codes.get(first) == FindingCode.WRONG_TYPE) {
            first++;
        }
        if (codes.get(first) == FindingCode.WRONG_TYPE) {
            first = 0;
        }
        List<String> keywords = parts.stream()
                .flatMap(List::stream)
                .map(ValidationMessage::getType)
                .distinct()
                .toList();
        return new Together(
                codes.get(first),
                keywords.size() == 1 ? Optional.of(keywords.get(0)) : Optional.empty(),
                keywords.equals(List.of("required")) ? fields(parts) : List.of(),
                parts.stream()
                        .map(part -> Need.all(part.stream().map(Need::of).toList()))
                        .toList(),
                hint(closest, first));
    }

    private static String hint(List<Wording> alternatives, int first) {
        List<String> hints = new ArrayList<>(List.of(alternatives.get(first).word("hint")));
        alternatives.forEach(one -> hints.add(one.word("hint")));
        return Forms.together(hints);
    }

    /** Alternatives of one alternative are alternatives. */
    private static void addTo(List<List<ValidationMessage>> parts, List<ValidationMessage> part) {
        if (part.size() == 1 && MergedError.EACH.equals(part.get(0).getMessageKey())) {
            MergedError.parts(part.get(0)).forEach(inner -> addTo(parts, inner));
        } else {
            parts.add(part);
        }
    }

    private static List<List<String>> fields(List<List<ValidationMessage>> parts) {
        return parts.stream()
                .map(part -> part.stream()
                        .map(error -> Excerpt.quoted(error.getProperty()))
                        .toList())
                .distinct()
                .toList();
    }

    boolean isOfFields() {
        return !fields.isEmpty();
    }

    /** As it follows "must". */
    String needed() {
        return isOfFields() ? "have " + expected() : Need.any(needs);
    }

    /** As it follows "must be", or "must" where there is no such word for it. */
    String expected() {
        if (isOfFields()) {
            return fields.stream().allMatch(names -> names.size() == 1)
                    ? "one of the fields "
                            + Words.either(
                                    fields.stream().map(names -> names.get(0)).toList())
                    : String.join(", or ", fields.stream().map(Together::named).toList());
        }
        String needed = Need.any(needs);
        return needs.stream().allMatch(need -> need.verb().equals("be")) ? needed.substring("be ".length()) : needed;
    }

    private static String named(List<String> names) {
        return (names.size() == 1 ? "the field " : "the fields ") + String.join(" and ", names);
    }

    String sentence(String place, String found) {
        return isOfFields()
                ? place + " needs " + expected() + "."
                : place + " is " + found + ", but must " + needed() + "." + hint;
    }
}
