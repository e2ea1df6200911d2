package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a value that no alternative takes. Of the alternatives for an object or a list, the closest is the one of
 * the value's type; then the one whose listed values are those of the value, where another's are not; then the one that
 * speaks of most of the value's fields; then the one whose first error lies deepest. Those that are equally close are told
 * together, place by place: of any other value, all alternatives are.
 */
final class Nearest {
    private final BiFunction<ValidationMessage, Object[], ValidationMessage> merge;

    /** @param merge makes the error that stands for the parts, at the place of the given error */
    Nearest(BiFunction<ValidationMessage, Object[], ValidationMessage> merge) {
        this.merge = merge;
    }

    /** @param candidates at least one */
    Set<ValidationMessage> told(List<Closeness> candidates, JsonNode node) {
        List<Closeness> ofItsType = candidates;
        List<Closeness> near = candidates;
        if (node.isContainerNode()) {
            ofItsType = least(candidates, one -> one.types().isEmpty() ? 0 : 1);
            List<Closeness> all = ofItsType;
            near = least(all, one -> unlike(one, all));
            near = least(near, one -> -one.known().size());
            near = least(near, one -> -one.depth());
        }
        Closeness first = least(near, Closeness::count).get(0);
        boolean alone = near.size() == 1 && first.unlike().isEmpty();
        return alone || !ofItsType.stream().allMatch(Closeness::whole)
                ? first.errors()
                : together(first, near, ofItsType);
    }

    private static List<Closeness> least(List<Closeness> candidates, ToLongFunction<Closeness> distance) {
        long least = candidates.stream().mapToLong(distance).min().orElseThrow();
        return candidates.stream()
                .filter(one -> distance.applyAsLong(one) == least)
                .toList();
    }

    /** How many fields tell that another alternative is meant. */
    private static long unlike(Closeness one, List<Closeness> all) {
        return one.unlike().stream()
                .filter(field -> all.stream().anyMatch(other -> other.takes(field)))
                .count();
    }

    /**
     * Where every alternative finds fault with the same place, one of them has to be content with it. Of a field that tells
     * alternatives apart, and whose value is that of none, the value for any of them may be meant.
     */
    private Set<ValidationMessage> together(Closeness first, List<Closeness> near, List<Closeness> ofItsType) {
        Map<Integer, Map<Subject, List<ValidationMessage>>> bySubject = new HashMap<>();
        ofItsType.forEach(one -> bySubject.put(one.alternative(), bySubject(one.errors())));
        Set<ValidationMessage> told = new LinkedHashSet<>();
        Objects.requireNonNull(bySubject.get(first.alternative())).forEach((subject, errors) -> {
            boolean tells = first.unlike().contains(subject.location())
                    && subject.what().isEmpty();
            List<List<ValidationMessage>> parts = new ArrayList<>();
            for (Closeness one : tells ? ofItsType : near) {
                List<ValidationMessage> part =
                        Objects.requireNonNull(bySubject.get(one.alternative())).getOrDefault(subject, List.of());
                if (!tells || !part.isEmpty()) {
                    parts.add(part);
                }
            }
            if (parts.stream().noneMatch(List::isEmpty)) {
                told.addAll(ofAll(parts));
            } else {
                errors.forEach(error -> told.add(MergedError.withOthers(error)));
            }
        });
        return told;
    }

    private List<ValidationMessage> ofAll(List<List<ValidationMessage>> parts) {
        List<ValidationMessage> told = parts.get(0).stream()
                .filter(error -> parts.stream().allMatch(part -> part.stream().anyMatch(other -> isSame(error, other))))
                .collect(Collectors.toCollection(ArrayList::new));
        List<List<ValidationMessage>> rests = parts.stream()
                .map(part -> part.stream()
                        .filter(error -> told.stream().noneMatch(other -> isSame(error, other)))
                        .toList())
                .toList();
        if (rests.stream().anyMatch(List::isEmpty)) {
            return told;
        }
        List<ValidationMessage> inOwnWords = rests.stream()
                .flatMap(List::stream)
                .filter(error -> !error.getMessage().isEmpty())
                .toList();
        if (inOwnWords.isEmpty()) {
            Object[] merged = rests.stream().map(MergedError.Part::new).toArray();
            told.add(merge.apply(rests.get(0).get(0), merged));
        } else {
            told.addAll(inOwnWords);
        }
        return told;
    }

    private static boolean isSame(ValidationMessage one, ValidationMessage other) {
        return one.getType().equals(other.getType())
                && Objects.equals(one.getProperty(), other.getProperty())
                && Objects.equals(one.getMessageKey(), other.getMessageKey())
                && Objects.equals(one.getMessage(), other.getMessage())
                && (one.getType().equals("required") || Objects.equals(one.getSchemaNode(), other.getSchemaNode()))
                && Objects.deepEquals(one.getArguments(), other.getArguments());
    }

    private static Map<Subject, List<ValidationMessage>> bySubject(Set<ValidationMessage> errors) {
        Map<Subject, List<ValidationMessage>> bySubject = new LinkedHashMap<>();
        errors.forEach(error -> bySubject
                .computeIfAbsent(Subject.of(error), unseen -> new ArrayList<>())
                .add(error));
        return bySubject;
    }

    /**
     * What an error is about.
     *
     * @param what empty for the value itself, otherwise which part of it
     */
    private record Subject(
            JsonNodePath location, String what, @Nullable String name) {
        static Subject of(ValidationMessage error) {
            return switch (error.getType()) {
                case "required" -> new Subject(error.getInstanceLocation(), "fields", null);
                case "additionalProperties", "unevaluatedProperties", "propertyNames" ->
                    new Subject(error.getInstanceLocation(), "field", error.getProperty());
                default -> new Subject(error.getInstanceLocation(), "", null);
            };
        }
    }
}
