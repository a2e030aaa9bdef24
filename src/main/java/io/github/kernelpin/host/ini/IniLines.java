package io.github.kernelpin.host.ini;

import java.util.LinkedHashMap;
import java.util.Map;

/** Takes an INI file apart line by line, as libdnf's IniParser does, up to the first mistake. */
final class IniLines {

    private static final String BLANKS = " \t\r";
    private static final String QUOTES = "\"'";

    private final Map<String, Map<String, IniFile.Entry>> sections = new LinkedHashMap<>();
    private final Map<String, Integer> headers = new LinkedHashMap<>();
    private final String[] lines;
    private String problem = "";
    private String section = "";

    IniLines(String text) {
        // libdnf passes over one byte order mark.
        lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\n", -1);
        int at = 0;
        while (at < lines.length && problem.isEmpty()) {
            at = read(at);
        }
    }

    Map<String, Map<String, IniFile.Entry>> sections() {
        return sections;
    }

    /** The index of the first line of each section. */
    Map<String, Integer> headers() {
        return headers;
    }

    String problem() {
        return problem;
    }

    /** Reads what begins in a line; returns the line behind it. */
    private int read(int at) {
        String line = lines[at];
        int start = start(line);
        if (isEmptyOrComment(line) || start < 0) {
            return at + 1;
        }
        if (line.charAt(start) == '[') {
            readSection(line, start + 1, at);
            return at + 1;
        }
        if (section.isEmpty()) {
            return fail(at, "expected [main] or another section before it");
        }
        if (start > 0) {
            return fail(at, "it begins with a blank, and there is no value for it to go on with");
        }
        return readOption(line, at);
    }

    private int fail(int at, String message) {
        problem = "line " + (at + 1) + ": " + message;
        return at + 1;
    }

    private void readSection(String line, int start, int at) {
        int bracket = line.indexOf(']', start);
        if (bracket < 0) {
            fail(at, "expected ]");
        } else if (bracket == start) {
            fail(at, "expected the name of a section in the brackets");
        } else if (isFollowedByText(line, bracket)) {
            fail(at, "expected nothing but a comment after ]");
        } else {
            section = line.substring(start, bracket);
            headers.putIfAbsent(section, at);
            sections.putIfAbsent(section, new LinkedHashMap<>());
        }
    }

    /** libdnf does not look at the last byte, of a character that may have several. */
    private static boolean isFollowedByText(String line, int bracket) {
        int end = end(line);
        int last = line.charAt(end) < 0x80 ? end : end + 1;
        for (int i = bracket + 1; i < last; i++) {
            char c = line.charAt(i);
            if (c == '#' || c == ';') {
                return false;
            }
            if (BLANKS.indexOf(c) < 0) {
                return true;
            }
        }
        return false;
    }

    private int readOption(String line, int at) {
        int equals = line.indexOf('=');
        if (equals <= 0) {
            return fail(
                    at,
                    equals == 0
                            ? "expected the name of an option before ="
                            : "expected OPTION = VALUE");
        }
        StringBuilder value = new StringBuilder(firstValue(line, equals));
        int last = at;
        int next = at + 1;
        while (next < lines.length && isContinuation(lines[next])) {
            int start = start(lines[next]);
            value.append('\n');
            if (start > 0) {
                value.append(lines[next], start, end(lines[next]) + 1);
                last = next;
            }
            next++;
        }
        String name = withoutBlanksBehind(line.substring(0, equals));
        sections.computeIfAbsent(section, none -> new LinkedHashMap<>())
                .put(name, new IniFile.Entry(name, unquoted(value.toString()), at, last + 1));
        return next;
    }

    /** A line that goes on with a value: an indented one, or one of blanks alone. */
    private static boolean isContinuation(String line) {
        int start = start(line);
        return !isEmptyOrComment(line) && start != 0 && (start < 0 || line.charAt(start) != '[');
    }

    private static boolean isEmptyOrComment(String line) {
        return line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == ';';
    }

    /** Behind blanks a carriage return that ends the line belongs to the value. */
    private static String firstValue(String line, int equals) {
        int start = equals + 1;
        while (start < line.length() && " \t".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        int end = end(line) + 1;
        return start > end ? line.substring(start) : line.substring(start, end);
    }

    private static String withoutBlanksBehind(String name) {
        int end = name.length();
        while (end > 0 && " \t".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }

    private static String unquoted(String value) {
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == '\n') {
            end--;
        }
        String trimmed = end == 0 ? value : value.substring(0, end);
        int last = trimmed.length() - 1;
        boolean isQuoted =
                last > 0
                        && trimmed.charAt(0) == trimmed.charAt(last)
                        && QUOTES.indexOf(trimmed.charAt(0)) >= 0;
        return isQuoted ? trimmed.substring(1, last) : trimmed;
    }

    /** The index of the first character that is no blank, or -1. */
    private static int start(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (BLANKS.indexOf(line.charAt(i)) < 0) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the last character that is no blank, or -1. */
    private static int end(String line) {
        int end = line.length() - 1;
        while (end >= 0 && BLANKS.indexOf(line.charAt(end)) >= 0) {
            end--;
        }
        return end;
    }
}
