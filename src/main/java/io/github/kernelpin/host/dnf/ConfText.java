package io.github.kernelpin.host.dnf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A dnf.conf or a .repo file of another root, without the options that lead dnf to places of this
 * host, as libdnf reads it (libdnf/utils/iniparser/iniparser.cpp): an option begins in the first
 * column, what is indented goes on with it, and comments end neither.
 */
final class ConfText {

    /**
     * What dnf and libdnf write to, delete in, or read because of, in whichever section
     * (libdnf/conf/ConfigMain.cpp; {@code cachedir} is an option of repositories as well).
     */
    private static final List<String> PLACES =
            List.of(
                    "cachedir",
                    "config_file_path",
                    "destdir",
                    "installroot",
                    "logdir",
                    "persistdir",
                    "pluginconfpath",
                    "pluginpath",
                    "reposdir",
                    "system_cachedir",
                    "varsdir");

    /** Its words may be {@code glob:} and a pattern for files, of which dnf reads every line. */
    private static final String PROTECTED = "protected_packages";

    private static final String GLOB = "glob:";
    private static final String BLANKS = " \t\r";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String MAIN = "main";

    private final List<String> kept = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();
    private String section = "";
    private String option = "";

    private ConfText() {}

    static ConfText of(String text) {
        ConfText conf = new ConfText();
        String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        for (String line : unmarked.split("\n", -1)) {
            conf.add(line);
        }
        return conf;
    }

    private void add(String line) {
        int start = 0;
        while (start < line.length() && BLANKS.indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        if (start == line.length() || line.startsWith("#") || line.startsWith(";")) {
            return;
        }
        if (line.charAt(start) == '[') {
            int end = line.indexOf(']');
            section = end < 0 ? "" : line.substring(start + 1, end);
            option = "";
            kept.add(line);
        } else if (start > 0) {
            addValue(line, line.strip());
        } else {
            int equals = line.indexOf('=');
            option = line.substring(0, Math.max(equals, 0)).strip();
            if (section.equals(MAIN)) {
                places.remove(option);
            }
            addValue(line, line.substring(equals + 1).strip());
        }
    }

    private void addValue(String line, String value) {
        if (PLACES.contains(option)) {
            if (section.equals(MAIN)) {
                places.merge(option, value, (first, second) -> first + " " + second);
            }
        } else {
            kept.add(option.equals(PROTECTED) ? withoutGlobs(line) : line);
        }
    }

    private static String withoutGlobs(String line) {
        return line.replaceAll("(?<![^ ,=\t])" + GLOB + "[^ ,]*", "");
    }

    /** What dnf may read. */
    String kept() {
        return String.join("\n", kept) + "\n";
    }

    /** What {@code [main]} says of a place; nothing where it has none, or one with variables. */
    List<String> places(String name) {
        List<String> words = new ArrayList<>();
        for (String word : places.getOrDefault(name, "").split("[, \t]+", -1)) {
            if (!word.isEmpty() && !word.contains("$")) {
                words.add(word);
            }
        }
        return words;
    }
}
