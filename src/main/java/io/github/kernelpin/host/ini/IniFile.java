package io.github.kernelpin.host.ini;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An INI file as libdnf reads it (libdnf/utils/iniparser/iniparser.cpp and
 * libdnf/conf/ConfigParser.cpp):
 *
 * <pre>
 * [main] # a comment may follow
 * allow = 4.18.0-348.el8
 *   4.18.0-372.el8       # an indented line goes on with the value, this comment included
 * pins = "/etc/pins"     ; so this comment is a part of the value, and the quotes are
 * pins = "/etc/pins"
 * </pre>
 *
 * <p>Of several options of the same name the last one counts, also if their section is there more
 * than once. A file with a mistake has no options at all.
 */
public final class IniFile {

    /** The section with dnf's own options, and with those of its plugins. */
    public static final String MAIN = "main";

    private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * An option where it is written.
     *
     * @param line the index of its first line
     * @param end the index of the line behind its last one
     */
    public record Entry(String name, String value, int line, int end) {}

    private final Map<String, Map<String, Entry>> sections = new LinkedHashMap<>();
    private final Map<String, Integer> headers = new LinkedHashMap<>();
    private final String problem;

    private IniFile(IniLines lines) {
        this.problem = lines.problem();
        if (problem.isEmpty()) {
            sections.putAll(lines.sections());
            headers.putAll(lines.headers());
        }
    }

    /** Reads a text. */
    public static IniFile parse(String text) {
        return new IniFile(new IniLines(text));
    }

    /** The mistake for which libdnf refuses the file, as in "line 2: expected ]"; or empty. */
    public String problem() {
        return problem;
    }

    public boolean hasSection(String section) {
        return headers.containsKey(section);
    }

    /** The index of the line in which a section begins for the first time, or -1. */
    public int lineOf(String section) {
        return headers.getOrDefault(section, -1);
    }

    /** The names of the sections. */
    public SortedSet<String> sections() {
        return new TreeSet<>(sections.keySet());
    }

    /** The names of the options in a section. */
    public SortedSet<String> names(String section) {
        return new TreeSet<>(sections.getOrDefault(section, Map.of()).keySet());
    }

    /** The option that counts. */
    public Optional<Entry> entry(String section, String option) {
        @Nullable Entry entry = sections.getOrDefault(section, Map.of()).get(option);
        return Optional.ofNullable(entry);
    }

    /** The value of an option, with a line break before each further line; or empty. */
    public String value(String section, String option) {
        return entry(section, option).map(Entry::value).orElse("");
    }

    /** The words in the value of an option. */
    public List<String> words(String section, String option) {
        List<String> words = new ArrayList<>();
        for (String word : BLANKS.split(value(section, option), -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Tells whether an option of {@code [main]} switches something off. */
    public boolean isOff(String option) {
        return IniSwitch.isOff(value(MAIN, option));
    }
}
