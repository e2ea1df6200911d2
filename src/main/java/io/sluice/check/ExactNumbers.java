package io.sluice.check;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers without rounding, one form for each value: {@code 1.0}, {@code 1e0} and {@code 1} are the same integer.
 *
 * <p>The schema library compares integers by their low 64 bits when they come as decimals, and writes decimals out in
 * full when it looks into an {@code enum}. So whole decimals become integers, and what is too long to be written out is
 * refused.
 */
final class ExactNumbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1;
    private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);

    private final int digitsMax;

    ExactNumbers(int digitsMax) {
        super(true);
        this.digitsMax = digitsMax;
    }

    /** @throws TooLong when the number has more digits than the limit */
    @Override
    public ValueNode numberNode(BigDecimal value) {
        if (digits(value) > digitsMax) {
            throw new TooLong();
        }
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() <= 0 ? whole(shortest.toBigIntegerExact()) : DecimalNode.valueOf(shortest);
    }

    @Override
    public ValueNode numberNode(BigInteger value) {
        return whole(value);
    }

    private ValueNode whole(BigInteger value) {
        if (value.bitLength() >= Long.SIZE) {
            return super.numberNode(value);
        }
        return value.compareTo(INT_MIN) >= 0 && value.compareTo(INT_MAX) <= 0
                ? super.numberNode(value.intValue())
                : super.numberNode(value.longValue());
    }

    /** How many digits the number has when written out: {@code 1e3} has 4, {@code 0.001} has 4. */
    static long digits(BigDecimal value) {
        long precision = value.precision();
        long scale = value.scale();
        if (value.signum() == 0) {
            return 1;
        }
        return scale <= 0 ? precision - scale : Math.max(precision, scale + 1);
    }

    /** A number has too many digits. The reader of the tree has no checked exception for it. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("a number has too many digits");
        }
    }
}
