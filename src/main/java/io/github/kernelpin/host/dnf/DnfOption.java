package io.github.kernelpin.host.dnf;

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
        List<String> lines = List.of(text.split("\n", -1));
        int at = lineOf(lines, option);
        return at < 0 ? "" : lines.get(at).substring(lines.get(at).indexOf('=') + 1).strip();
    }

    /** The index of the line with the option of {@code [main]} that counts, or -1. */
    static int lineOf(List<String> lines, String option) {
        int found = -1;
        boolean isMain = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                isMain = line.strip().equals("[main]");
            } else if (isMain
                    && equals > 0
                    && line.substring(0, equals).stripTrailing().equals(option)) {
                found = i;
            }
        }
        return found;
    }

    /** Tells whether an option of {@code [main]} switches something off. */
    static boolean isOff(String text, String option) {
        return FALSE.contains(value(text, option).toLowerCase(Locale.ROOT));
    }
}
