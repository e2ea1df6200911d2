package io.sluice.check.format;

import com.networknt.org.apache.commons.validator.routines.EmailValidator;
import java.util.regex.Pattern;

/**
 * Judges mail addresses without a list of top-level domains: networknt's own one knows those of the day it was built, and
 * refuses every address below a newer one.
 */
final class MailAddress extends EmailValidator {
    private static final long serialVersionUID = 1;

    /** RFC 1034 and 1123: labels of letters, digits and inner hyphens. */
    private static final Pattern HOST =
            Pattern.compile("(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*+");

    private static final int HOST_LENGTH_MAX = 253;
    private static final String IPV6 = "[IPv6:";

    MailAddress() {
        super(true, true);
    }

    @Override
    protected boolean isValidDomain(String domain) {
        return (domain.length() <= HOST_LENGTH_MAX && HOST.matcher(domain).matches())
                || super.isValidDomain(domain.startsWith(IPV6) ? domain.replace("IPv6:", "") : domain);
    }
}
