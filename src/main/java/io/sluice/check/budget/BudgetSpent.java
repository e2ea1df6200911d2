package io.sluice.check.budget;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.SchemaLocation;
import org.jspecify.annotations.Nullable;

/** The check of a document needs more steps than it may take. The schema library lets this kind of exception pass unlogged. */
public final class BudgetSpent extends JsonSchemaException {
    private static final long serialVersionUID = 1;

    private final long steps;
    private transient @Nullable SchemaLocation keyword;
    private transient @Nullable JsonNodePath place;

    BudgetSpent(long steps) {
        super("the check needs more than " + steps + " steps");
        this.steps = steps;
    }

    /** How many there were. */
    public long steps() {
        return steps;
    }

    /** This, with the place where it happened; the innermost one that is told is kept. */
    public BudgetSpent at(SchemaLocation keyword, JsonNodePath place) {
        if (this.keyword == null) {
            this.keyword = keyword;
            this.place = place;
        }
        return this;
    }

    /** The keyword whose check it was; null where nobody told. */
    public @Nullable SchemaLocation keyword() {
        return keyword;
    }

    /** Where in the document; null where nobody told. */
    public @Nullable JsonNodePath place() {
        return place;
    }
}
