package io.sluice.check.format;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.format.DateFormat;
import com.networknt.schema.format.DateTimeFormat;
import com.networknt.schema.format.EmailFormat;
import com.networknt.schema.format.IdnEmailFormat;
import com.networknt.schema.format.UriFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A format of the schema library, and in front of it what tells the usual spelling in one pass over the characters: the
 * library's own way, through the parsers of {@code java.time} and {@code java.net}, took a third of a validation.
 *
 * @param usual holds for no text that {@code exact} refuses
 * @param settled a text that it holds for and that is not usual is one that {@code exact} refuses
 * @param exact decides on every other text
 */
public record KnownFormat(Predicate<CharSequence> usual, Predicate<CharSequence> settled, Format exact)
        implements Format {
    /** The formats that are judged in a way of our own; all others are left to the schema library. */
    public static final List<KnownFormat> ALL = List.of(
            new KnownFormat(UsualSpelling::isDate, UsualSpelling::isSpeltAsDate, new DateFormat()),
            new KnownFormat(UsualSpelling::isWebAddress, new UriFormat()),
            new KnownFormat(text -> false, new DateTimeFormat()),
            new KnownFormat(text -> false, new EmailFormat(new MailAddress())),
            new KnownFormat(text -> false, new IdnEmailFormat(new MailAddress())));

    /** With nothing settled. */
    KnownFormat(Predicate<CharSequence> usual, Format exact) {
        this(usual, text -> false, exact);
    }

    /** The format that a schema calls so, if it is one of {@link #ALL}. */
    public static Optional<KnownFormat> named(String name) {
        return ALL.stream().filter(format -> format.getName().equals(name)).findFirst();
    }

    /** Whether the text is of this format. */
    public boolean matches(CharSequence text) {
        return usual.test(text) || (!settled.test(text) && exact.matches(new ExecutionContext(), text.toString()));
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        return usual.test(text) || (!settled.test(text) && exact.matches(context, text));
    }

    @Override
    public String getName() {
        return exact.getName();
    }

    @Override
    public String getMessageKey() {
        return exact.getMessageKey();
    }
}
