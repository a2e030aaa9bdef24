package io.github.kernelpin.host.frontend;

import io.github.kernelpin.model.disk.KernelpinFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The text of {@code kernelpin.conf} as the plugin reads it (dnf-plugin/kernelpin_plugin/options.py
 * and libdnf's IniParser): both have to find the same mistakes.
 */
final class PluginConf {

    private static final String MAIN = "[main]";
    private static final String ABSOLUTE = "an absolute path";

    /** An option: what it has to look like, in words as well, and what it is if absent or empty. */
    private record Option(String name, Pattern valid, String expected, String absent) {}

    private static final List<Option> OPTIONS =
            List.of(
                    new Option("allow", Pattern.compile("(?s).*"), "", ""),
                    new Option(
                            "executable", Pattern.compile("/.*"), ABSOLUTE, "/usr/bin/kernelpin"),
                    new Option("java", Pattern.compile("(/.*)?"), ABSOLUTE, ""),
                    new Option(
                            "on_failure",
                            Pattern.compile("refuse|warn"),
                            "refuse or warn",
                            "refuse"),
                    new Option("pins", Pattern.compile(".*"), "", KernelpinFiles.PINS),
                    new Option(
                            "timeout",
                            Pattern.compile("[1-9][0-9]{0,3}"),
                            "seconds from 1 to 9999",
                            "30"));

    private static final List<String> SWITCHES =
            List.of("1", "0", "yes", "no", "true", "false", "on", "off");

    private final Map<String, String> values = new TreeMap<>();
    private final String problem;

    private PluginConf(String problem) {
        this.problem = problem;
    }

    /** Reads a text; that of a file that is not there is empty, and has every default. */
    static PluginConf parse(String text) {
        List<String> names = new ArrayList<>();
        String syntax = text.isEmpty() ? "" : syntaxProblem(text, names);
        if (syntax.isEmpty()) {
            syntax = unknown(names);
        }
        Map<String, String> values = new TreeMap<>();
        for (Option option : OPTIONS) {
            String given = DnfOption.value(text, option.name());
            String value = given.isEmpty() ? option.absent() : given;
            values.put(option.name(), value);
            if (syntax.isEmpty() && !option.valid().matcher(value).matches()) {
                syntax = option.name() + " = " + value + ": expected " + option.expected();
            }
        }
        String enabled = DnfOption.value(text, "enabled");
        if (syntax.isEmpty()
                && !enabled.isEmpty()
                && !SWITCHES.contains(enabled.toLowerCase(Locale.ROOT))) {
            syntax = "enabled = " + enabled + ": expected 1 or 0";
        }
        PluginConf conf = new PluginConf(syntax);
        conf.values.putAll(values);
        return conf;
    }

    /** Collects the names of the options in {@code [main]}; says what no line of a file can be. */
    private static String syntaxProblem(String text, List<String> names) {
        boolean isMain = false;
        boolean hasMain = false;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            boolean isEmpty = line.isBlank() || line.startsWith("#") || line.startsWith(";");
            boolean isContinued = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
            if (line.startsWith("[")) {
                if (!line.contains("]")) {
                    return "line " + number + ": expected ]";
                }
                isMain = line.strip().equals(MAIN);
                hasMain |= isMain;
            } else if (!isEmpty && !isContinued) {
                int equals = line.indexOf('=');
                if (equals < 0) {
                    return "line " + number + ": expected OPTION = VALUE";
                }
                if (isMain) {
                    names.add(line.substring(0, equals).strip());
                }
            }
        }
        return hasMain ? "" : "it has no section [main]";
    }

    private static String unknown(List<String> names) {
        List<String> known = OPTIONS.stream().map(Option::name).toList();
        for (String name : names) {
            if (!known.contains(name) && !name.equals("enabled")) {
                return "unknown option " + name + ": expected " + String.join(", ", known);
            }
        }
        return "";
    }

    /** What is wrong with it; empty for nothing. */
    String problem() {
        return problem;
    }

    /** The value of an option, or its default. */
    String value(String option) {
        return values.getOrDefault(option, "");
    }
}
