package io.github.kernelpin.host.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An option as libdnf reads it from an INI file: it begins in the first column, and of several the
 * last one counts.
 */
public final class DnfOption {

    private static final List<String> FALSE = List.of("0", "no", "false", "off");

    private DnfOption() {}

    /** The value of an option of {@code [main]}, or the empty string. */
    public static String value(String text, String option) {
        List<String> lines = List.of(text.split("\n", -1));
        int at = lineOf(lines, option);
        return at < 0 ? "" : lines.get(at).substring(lines.get(at).indexOf('=') + 1).strip();
    }

    /** The index of the line with the option of {@code [main]} that counts, or -1. */
    public static int lineOf(List<String> lines, String option) {
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

    /** Every option of a section that has a value, with the words of that. */
    public static Map<String, List<String>> words(String text, String section) {
        Map<String, List<String>> options = new TreeMap<>();
        List<String> last = new ArrayList<>();
        boolean isMeant = false;
        for (String line : text.split("\\R", -1)) {
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                isMeant = line.strip().equals("[" + section + "]");
                last = new ArrayList<>();
            } else if (isMeant && !line.isBlank() && Character.isWhitespace(line.charAt(0))) {
                last.addAll(List.of(line.strip().split("\\s+", -1)));
            } else if (isMeant && equals > 0 && "#;".indexOf(line.charAt(0)) < 0) {
                last = new ArrayList<>();
                String value = line.substring(equals + 1).strip();
                if (!value.isEmpty()) {
                    last.addAll(List.of(value.split("\\s+", -1)));
                }
                options.put(line.substring(0, equals).strip(), last);
            }
        }
        options.values().removeIf(List::isEmpty);
        return options;
    }

    /** Tells whether an option of {@code [main]} switches something off. */
    public static boolean isOff(String text, String option) {
        return FALSE.contains(value(text, option).toLowerCase(Locale.ROOT));
    }
}
