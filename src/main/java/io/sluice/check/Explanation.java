package io.sluice.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.dialect.Tally;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.Findings;
import io.sluice.check.wording.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The findings of a document that was read and does not hold: each error once, with its place, in reading order. */
final class Explanation {
    private static final Comparator<Finding> READING_ORDER = Comparator.comparing(
                    Finding::line, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Finding::column, Comparator.nullsLast(Comparator.naturalOrder()));

    private Explanation() {}

    static Findings of(Collection<ValidationMessage> errors, byte[] document, JsonFactory json) throws IOException {
        Map<List<@Nullable Object>, Finding> distinct = new LinkedHashMap<>();
        long dropped = 0;
        for (ValidationMessage error : errors) {
            if (Tally.isMore(error)) {
                dropped += Tally.count(error);
                continue;
            }
            Finding finding = Wording.of(error);
            distinct.putIfAbsent(sameness(finding), finding);
        }
        Set<String> pointers = new LinkedHashSet<>();
        distinct.values().forEach(finding -> pointers.add(finding.pointer()));
        Map<String, Place> places = Locations.of(document, pointers, json);
        List<Finding> placed = new ArrayList<>();
        for (Finding finding : distinct.values()) {
            placed.add(placed(finding, places.get(finding.pointer())));
        }
        placed.sort(READING_ORDER);
        long total = placed.size() + dropped;
        return new Findings(placed.subList(0, Math.min(Findings.KEPT_MAX, placed.size())), total);
    }

    private static List<@Nullable Object> sameness(Finding finding) {
        return Arrays.asList(finding.pointer(), finding.code(), finding.message());
    }

    private static Finding placed(Finding finding, @Nullable Place place) {
        return place == null
                ? finding
                : new Finding(
                        finding.severity(),
                        finding.code(),
                        finding.keyword(),
                        finding.pointer(),
                        place.line(),
                        place.column(),
                        finding.record(),
                        finding.message(),
                        finding.expected(),
                        finding.found());
    }
}
