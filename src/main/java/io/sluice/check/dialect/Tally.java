package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.PathType;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.finding.Findings;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the errors of one validation and keeps few of them, so that a document with millions of errors costs no more
 * memory than one with some thousands.
 *
 * <p>The schema library collects every error before it returns. Here each keyword that judges a value hands its errors
 * to {@link #admit}: the first {@value #KEPT_MAX} of a scope pass, of the others only the number remains, carried in one
 * message of type {@link #MORE}. An alternative of {@code oneOf} or {@code anyOf} is a scope of its own, since its errors
 * count only if it is the closest one. Where a keyword asks whether a schema holds at all ({@code not}, {@code if},
 * {@code contains}), the scope is a question: its first error stands for all, and none is ever dropped, since dropping it
 * would turn the answer.
 */
public final class Tally {
    /** Type of the message that stands for the errors that were counted and not kept. */
    static final String MORE = "sluice.more";

    /** Ten times what is shown, so that what is shown is first in the order of the document. */
    static final int KEPT_MAX = 10 * Findings.KEPT_MAX;

    private static final JsonNodePath NOWHERE = new JsonNodePath(PathType.JSON_POINTER);

    private final Judgements judgements = new Judgements();
    private Scope scope = new Scope(false, null);

    private Tally() {}

    static Tally of(ExecutionContext context) {
        if (context.getCollectorContext().get(MORE) instanceof Tally known) {
            return known;
        }
        Tally tally = new Tally();
        context.getCollectorContext().add(MORE, (Object) tally);
        return tally;
    }

    /** Begins a scope; whoever does must {@link #leave} it. */
    void enter(boolean question) {
        scope = new Scope(question, scope);
    }

    void leave() {
        if (scope.outer == null) {
            throw new IllegalStateException("left more scopes than were entered");
        }
        scope = scope.outer;
    }

    /** Whether it is asked no more than whether a schema holds: what its errors say is heard by nobody. */
    boolean isQuestion() {
        return scope.question;
    }

    /** What a schema has said of an object or a list when it was asked in the same way before; null when nothing is known. */
    @Nullable
    Set<ValidationMessage> judged(JsonSchema schema, JsonNode node) {
        return judgements.of(schema, node, scope.question);
    }

    /** Takes note of what a schema says. */
    void remember(JsonSchema schema, JsonNode node, Set<ValidationMessage> errors) {
        judgements.add(schema, node, scope.question, errors);
    }

    /** What of these errors is reported to the enclosing schema. */
    Set<ValidationMessage> admit(Set<ValidationMessage> errors) {
        return errors.isEmpty() ? errors : scope.admit(errors);
    }

    /** How many errors the messages stand for. */
    static long count(Set<ValidationMessage> errors) {
        long count = 0;
        for (ValidationMessage error : errors) {
            count += count(error);
        }
        return count;
    }

    /** How many errors the message stands for. */
    public static long count(ValidationMessage error) {
        return isMore(error) ? dropped(error).count : 1;
    }

    /** Whether the message stands for errors that were counted and not kept. */
    public static boolean isMore(ValidationMessage error) {
        return error.getType().equals(MORE);
    }

    private static Dropped dropped(ValidationMessage error) {
        return (Dropped) Objects.requireNonNull(error.getDetails().get(MORE));
    }

    private static final class Scope {
        private final boolean question;
        private final @Nullable Scope outer;
        private long kept;
        private @Nullable Set<ValidationMessage> first;
        private @Nullable Dropped dropped;

        Scope(boolean question, @Nullable Scope outer) {
            this.question = question;
            this.outer = outer;
        }

        Set<ValidationMessage> admit(Set<ValidationMessage> errors) {
            if (question) {
                if (first == null) {
                    first = errors;
                }
                return first;
            }
            if (kept < KEPT_MAX) {
                kept += errors.size();
                return errors;
            }
            if (dropped != null) {
                dropped.count += Tally.count(errors);
                return Set.of();
            }
            dropped = new Dropped(Tally.count(errors));
            return Set.of(dropped.message());
        }
    }

    /** Grows while the validation goes on: the message that carries it is already on its way. */
    private static final class Dropped {
        private long count;

        Dropped(long count) {
            this.count = count;
        }

        ValidationMessage message() {
            return ValidationMessage.builder()
                    .type(MORE)
                    .code(MORE)
                    .instanceLocation(NOWHERE)
                    .evaluationPath(NOWHERE)
                    .details(Map.of(MORE, this))
                    .message("more errors")
                    .build();
        }
    }
}
