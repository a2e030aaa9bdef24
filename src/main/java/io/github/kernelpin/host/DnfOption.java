package io.github.kernelpin.host;

import java.util.List;
import java.util.Locale;

/**
 * An option as libdnf reads it from an INI file: it begins in the first column, and of several the
 * last one counts.
 */
final class DnfOption {

    private static final List<String> FALSE = List.of("0", "no", "false", "off");

    private DnfOption() {}

    /** The value of an option of {@code [main]}, or the empty string. */
    static String value(String text, String option) {
        String value = "";
        boolean isMain = false;
        for (String line : text.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                isMain = line.strip().equals("[main]");
            } else if (isMain
                    && equals > 0
                    && line.substring(0, equals).stripTrailing().equals(option)) {
                value = line.substring(equals + 1).strip();
            }
        }
        return value;
    }

    /** Tells whether an option of {@code [main]} switches something off. */
    static boolean isOff(String text, String option) {
        return FALSE.contains(value(text, option).toLowerCase(Locale.ROOT));
    }
}
