package io.sluice.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.budget.Budget;
import io.sluice.check.budget.BudgetSpent;
import io.sluice.check.quick.QuickVerdict;
import io.sluice.check.wording.Wording;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A compiled schema that answers when the stack is used up, too: who validates with it (the route's endpoint does so
 * directly) gets an error of the document, not an {@link Error} of the process.
 */
public final class GuardedSchema extends JsonSchema {
    /** Enough for the deepest document in a schema of ten references to each level; only what is used takes memory. */
    private static final long STACK_BYTES = 64L * 1024 * 1024;

    private final JsonSchema schema;
    private final @Nullable QuickVerdict quick;

    /**
     * A guarded form of a schema.
     *
     * @param quick holds for exactly the documents that {@code schema} finds no error in; it costs a tenth
     */
    public GuardedSchema(JsonSchema schema, Optional<QuickVerdict> quick) {
        super(
                schema.getValidators(),
                true,
                schema.isRecursiveAnchor(),
                schema.getTypeValidator(),
                schema.getId(),
                true,
                schema.getSchemaNode(),
                schema.getValidationContext(),
                null,
                null,
                schema.getValidationContext().getConfig().getMessageSource(),
                null,
                null,
                schema.getSchemaLocation(),
                schema.getEvaluationPath(),
                null,
                Map.of());
        this.schema = schema;
        this.quick = quick.orElse(null);
    }

    GuardedSchema withoutQuickVerdict() {
        return new GuardedSchema(schema, Optional.empty());
    }

    @Override
    public Set<ValidationMessage> validate(ExecutionContext context, JsonNode node) {
        Optional<UnreadDocument> unread = UnreadDocument.in(node);
        return unread.isPresent()
                ? judged(context, unread.get())
                : onAnyStack(context, node, Limits.defaults().documentBytesMax());
    }

    private Set<ValidationMessage> judged(ExecutionContext context, UnreadDocument document) {
        try {
            int bytes = document.sizeBytes();
            boolean quickly = quick != null && Budget.forBytes(bytes).during(() -> document.holds(quick));
            Set<ValidationMessage> errors = quickly ? Set.of() : onAnyStack(context, document.tree(), bytes);
            if (errors.isEmpty()) {
                document.holdsFor(this);
            }
            return errors;
        } finally {
            document.judged();
        }
    }

    private Set<ValidationMessage> onAnyStack(ExecutionContext context, JsonNode node, long bytes) {
        try {
            return judged(context, node, bytes);
        } catch (StackOverflowError tooDeep) {
            return validateOnLargeStack(node, bytes);
        }
    }

    /** The library's sets are nested as deep as the document: whoever walks them needs as much stack as the check. */
    private Set<ValidationMessage> judged(ExecutionContext context, JsonNode node, long bytes) {
        try {
            Set<ValidationMessage> errors = Budget.forBytes(bytes).during(() -> schema.validate(context, node));
            return errors.isEmpty() ? Set.of() : new LinkedHashSet<>(errors);
        } catch (BudgetSpent spent) {
            return Set.of(tooCostly(spent, node));
        }
    }

    private ValidationMessage tooCostly(BudgetSpent spent, JsonNode node) {
        SchemaLocation keyword = spent.keyword() == null ? getSchemaLocation() : spent.keyword();
        return ValidationMessage.builder()
                .type(Wording.COSTLY)
                .code(Wording.COSTLY)
                .instanceLocation(spent.place() == null ? atRoot() : spent.place())
                .evaluationPath(atRoot())
                .schemaLocation(keyword)
                .instanceNode(node)
                .arguments(spent.steps())
                .message(Wording.COSTLY)
                .build();
    }

    /** How deep a thread gets depends on who started it and on what is compiled: verdicts must not. */
    private Set<ValidationMessage> validateOnLargeStack(JsonNode node, long bytes) {
        FutureTask<Set<ValidationMessage>> validation =
                new FutureTask<>(() -> judged(schema.createExecutionContext(), node, bytes));
        Thread thread = new Thread(null, validation, "check-deep", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return validation.get();
                } catch (InterruptedException stop) {
                    interrupted = true;
                    thread.interrupt();
                }
            }
        } catch (ExecutionException failure) {
            return failed(failure.getCause(), node);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Set<ValidationMessage> failed(@Nullable Throwable cause, JsonNode node) {
        if (cause instanceof StackOverflowError) {
            return Set.of(ValidationMessage.builder()
                    .type(Wording.STACK)
                    .code(Wording.STACK)
                    .instanceLocation(atRoot())
                    .evaluationPath(atRoot())
                    .instanceNode(node)
                    .message(Wording.STACK)
                    .build());
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }
}
