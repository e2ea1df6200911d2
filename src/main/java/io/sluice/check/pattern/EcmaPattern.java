package io.sluice.check.pattern;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as JSON Schema means it: of ECMA-262, with the flag {@code u}. Immutable and thread-safe.
 *
 * <p>The steps of a long search are taken from the {@link io.sluice.check.budget.Budget} of the thread.
 */
public final class EcmaPattern {
    private final Program program;
    private final @Nullable PlainPattern plain;

    private EcmaPattern(Program program, @Nullable PlainPattern plain) {
        this.program = program;
        this.plain = plain;
    }

    /**
     * Reads an expression.
     *
     * @throws java.util.regex.PatternSyntaxException when the text is none, or one that is too large
     */
    public static EcmaPattern of(String regex) {
        return new EcmaPattern(Compiler.compile(regex), PlainPattern.of(regex).orElse(null));
    }

    /** What the schema library makes its expressions with. */
    public static RegularExpressionFactory factory() {
        return regex -> {
            EcmaPattern pattern = of(regex);
            return (RegularExpression) pattern::isFoundIn;
        };
    }

    /**
     * Whether it matches somewhere in the text.
     *
     * @throws io.sluice.check.budget.BudgetSpent when this takes too many steps
     */
    public boolean isFoundIn(CharSequence text) {
        return plain == null ? Search.finds(program, text) : plain.matches(text);
    }
}
