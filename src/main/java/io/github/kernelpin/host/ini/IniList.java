package io.github.kernelpin.host.ini;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of texts as libdnf takes it from a value (libdnf/conf/OptionStringList.cpp): spaces,
 * commas and line breaks separate, tabs do not, and there may be nothing between two commas.
 */
public final class IniList {

    private static final String SEPARATORS = " ,\n";

    private IniList() {}

    public static List<String> parse(String value) {
        List<String> texts = new ArrayList<>();
        int start = afterSpaces(value, 0);
        while (start < value.length()) {
            int end = start;
            while (end < value.length() && SEPARATORS.indexOf(value.charAt(end)) < 0) {
                end++;
            }
            texts.add(value.substring(start, end));
            start = end == value.length() ? end : next(value, end);
        }
        return texts;
    }

    /** Where the next text begins; a comma or a line break may stand behind other separators. */
    private static int next(String value, int separator) {
        char before = value.charAt(separator);
        int start = afterSpaces(value, separator + 1);
        if (isAt(value, start, ',') && before == ' ') {
            before = ',';
            start = afterSpaces(value, start + 1);
        }
        boolean isSeparated = before == ' ' || before == ',';
        return isAt(value, start, '\n') && isSeparated ? afterSpaces(value, start + 1) : start;
    }

    private static boolean isAt(String value, int at, char wanted) {
        return at < value.length() && value.charAt(at) == wanted;
    }

    private static int afterSpaces(String value, int from) {
        int at = from;
        while (isAt(value, at, ' ')) {
            at++;
        }
        return at;
    }
}
