package io.sluice.check.format;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A mailbox of RFC 5321 (section 4.1.2), in its international form (RFC 6531) with letters beyond ASCII. Top-level domains are
 * not asked for: a list of them knows those of the day when it was made.
 */
final class MailAddress {
    private static final int LOCAL_BYTES_MAX = 64;
    private static final int DOMAIN_LENGTH_MAX = 253;
    private static final String IPV6 = "IPv6:";

    private static final String BEYOND_ASCII = "[^\\x00-\\x7F\\p{Cs}]";
    private static final Pattern LOCAL = Pattern.compile(local(""));
    private static final Pattern INTERNATIONAL_LOCAL = Pattern.compile(local("|" + BEYOND_ASCII));
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private MailAddress() {}

    /** {@code Dot-string} or {@code Quoted-string}; possessive, as no two parts of it begin with the same character. */
    private static String local(String more) {
        String atom = "(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]" + more + ")++";
        return atom + "(?:\\." + atom + ")*+|\"(?:[ !#-\\[\\]-~]|\\\\[ -~]" + more + ")*+\"";
    }

    /** In ASCII. */
    static boolean isMailbox(CharSequence text) {
        return isMailbox(text.toString(), LOCAL, label -> LABEL.matcher(label).matches());
    }

    static boolean isInternationalMailbox(CharSequence text) {
        return isMailbox(text.toString(), INTERNATIONAL_LOCAL, MailAddress::isInternationalLabel);
    }

    private static boolean isMailbox(String text, Pattern local, Predicate<String> label) {
        int at = text.lastIndexOf('@');
        return at > 0
                && text.substring(0, at).getBytes(StandardCharsets.UTF_8).length <= LOCAL_BYTES_MAX
                && local.matcher(text.substring(0, at)).matches()
                && isDomain(text.substring(at + 1), label);
    }

    private static boolean isDomain(String domain, Predicate<String> label) {
        if (domain.startsWith("[") && domain.endsWith("]")) {
            String literal = domain.substring(1, domain.length() - 1);
            return literal.regionMatches(true, 0, IPV6, 0, IPV6.length())
                    ? IpAddress.isV6(literal.substring(IPV6.length()))
                    : IpAddress.isV4(literal);
        }
        if (domain.length() > DOMAIN_LENGTH_MAX) {
            return false;
        }
        for (String part : domain.split("\\.", -1)) {
            if (!label.test(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInternationalLabel(String label) {
        try {
            return LABEL.matcher(IDN.toASCII(label, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES))
                    .matches();
        } catch (IllegalArgumentException noLabel) {
            return false;
        }
    }
}
