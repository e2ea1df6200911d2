package io.sluice.check.format;

import java.util.regex.Pattern;

/** Addresses as RFC 3986 (section 3.2.2) and RFC 4291 spell them, without a zone. */
final class IpAddress {
    private static final String PART = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(PART + "(?:\\." + PART + "){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int GROUPS = 8;
    private static final int INVALID = 2 * GROUPS;

    private IpAddress() {}

    static boolean isV4(CharSequence text) {
        return V4.matcher(text).matches();
    }

    static boolean isV6(CharSequence text) {
        String address = text.toString();
        int gap = address.indexOf("::");
        if (gap < 0) {
            return groups(address, true) == GROUPS;
        }
        return groups(address.substring(0, gap), false) + groups(address.substring(gap + 2), true) < GROUPS;
    }

    /** @param last whether the last two groups may be written as an address of version 4 */
    private static int groups(String part, boolean last) {
        if (part.isEmpty()) {
            return 0;
        }
        String[] groups = part.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            if (!GROUP.matcher(groups[i]).matches()) {
                return last && i == groups.length - 1 && isV4(groups[i]) ? groups.length + 1 : INVALID;
            }
        }
        return groups.length;
    }
}
