package io.sluice.check.format;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A format, judged by the grammar of its RFC in one pass over the characters. The schema library's own formats ask the parsers of
 * {@code java.time} and {@code java.net}, which take other texts for right, and took a third of a validation.
 *
 * @param grammar whether a text is of this format
 */
public record KnownFormat(String name, Predicate<CharSequence> grammar) implements Format {
    /** The formats that are judged in a way of our own; all others are left to the schema library. */
    public static final List<KnownFormat> ALL = List.of(
            new KnownFormat("date", InternetTime::isDate),
            new KnownFormat("date-time", InternetTime::isDateTime),
            new KnownFormat("time", InternetTime::isTime),
            new KnownFormat("duration", InternetTime::isDuration),
            new KnownFormat("uri", WebAddress.URI::isComplete),
            new KnownFormat("uri-reference", WebAddress.URI::isReference),
            new KnownFormat("iri", WebAddress.IRI::isComplete),
            new KnownFormat("iri-reference", WebAddress.IRI::isReference),
            new KnownFormat("ipv4", IpAddress::isV4),
            new KnownFormat("ipv6", IpAddress::isV6),
            new KnownFormat("email", MailAddress::isMailbox),
            new KnownFormat("idn-email", MailAddress::isInternationalMailbox));

    /** The format that a schema calls so, if it is one of {@link #ALL}. */
    public static Optional<KnownFormat> named(String name) {
        return ALL.stream().filter(format -> format.name.equals(name)).findFirst();
    }

    /** Whether the text is of this format. */
    public boolean matches(CharSequence text) {
        return grammar.test(text);
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        return grammar.test(text);
    }

    @Override
    public String getName() {
        return name;
    }
}
