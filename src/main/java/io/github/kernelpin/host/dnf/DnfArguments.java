package io.github.kernelpin.host.dnf;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The arguments that dnf may be given where it is to solve a transaction and change nothing: a
 * command that ends in a transaction, and options of which none makes dnf do something else.
 *
 * <p>Options are known by their whole names. dnf takes {@code --assumey} for {@code --assumeyes} as
 * well, and each release of Python has its own idea of what such a beginning stands for.
 */
public final class DnfArguments {

    private static final String PLUGIN = "kernelpin";
    private static final String SETOPT = "--setopt";

    private static final List<String> FLAGS =
            List.of(
                    "--allowerasing",
                    "--assumeno",
                    "--best",
                    "--bugfix",
                    "--cacheonly",
                    "--downloadonly",
                    "--enhancement",
                    "--ignore-extras",
                    "--ignore-installed",
                    "--newpackage",
                    "--noautoremove",
                    "--nobest",
                    "--nodocs",
                    "--nogpgcheck",
                    "--obsoletes",
                    "--oldinstallonly",
                    "--quiet",
                    "--refresh",
                    "--security",
                    "--skip-broken",
                    "--skip-unavailable",
                    "--verbose",
                    "--with-optional",
                    "--all",
                    "--duplicated",
                    "--duplicates");

    private static final List<String> WITH_VALUE =
            List.of(
                    "--advisories",
                    "--advisory",
                    "--bz",
                    "--bzs",
                    "--color",
                    "--comment",
                    "--config",
                    "--cve",
                    "--cves",
                    "--debuglevel",
                    "--disableexcludepkgs",
                    "--disableexcludes",
                    "--disableplugin",
                    "--disablerepo",
                    "--enableplugin",
                    "--enablerepo",
                    "--errorlevel",
                    "--exclude",
                    "--excludepkgs",
                    "--forcearch",
                    "--releasever",
                    "--repo",
                    "--repofrompath",
                    "--repoid",
                    "--rpmverbosity",
                    "--sec-severity",
                    "--secseverity",
                    SETOPT);

    /** {@code -qbx PACKAGE}: letters that stand alone, and those that take the rest as a value. */
    private static final String SHORT_FLAGS = "46Cbqv";

    private static final String SHORT_WITH_VALUE = "cdex";

    private static final String ANSWERS = "a dry run answers each question of dnf with no";
    private static final String PLUGINS = "dnf would not ask this host's kernelpin";
    private static final String ROOT = "kernelpin's own --root says which host is meant";
    private static final String STATE = "a dry run writes nothing there";
    private static final String HELP = "dnf would print something and solve nothing";

    /** Why options are refused, and keys of {@code --setopt}. */
    private static final Map<String, String> REFUSED = refused();

    private DnfArguments() {}

    private static Map<String, String> refused() {
        Map<String, String> refused = new TreeMap<>();
        for (String each : List.of("-y", "--assumeyes", "assumeyes", "assumeno", "defaultyes")) {
            refused.put(each, ANSWERS);
        }
        for (String each : List.of("--noplugins", "plugins", "pluginpath", "pluginconfpath")) {
            refused.put(each, PLUGINS);
        }
        for (String each : List.of("--installroot", "installroot")) {
            refused.put(each, ROOT);
        }
        for (String each :
                List.of(
                        "--debugsolver",
                        "--destdir",
                        "--downloaddir",
                        "cachedir",
                        "debug_solver",
                        "destdir",
                        "logdir",
                        "logfilelevel",
                        "persistdir",
                        "system_cachedir")) {
            refused.put(each, STATE);
        }
        for (String each : List.of("-h", "--help", "--help-cmd", "--version")) {
            refused.put(each, HELP);
        }
        refused.put("--", "options of kernelpin's own have to follow");
        return refused;
    }

    /**
     * What is wrong with them, in a sentence; empty if dnf can be given them. It repeats no value
     * of an option, as that may be a secret.
     *
     * @param arguments at least one, without dnf's aliases
     */
    public static String problem(List<String> arguments) {
        String problem = problemOfCommand(arguments);
        for (int i = 1; i < arguments.size() && problem.isEmpty(); i++) {
            String word = arguments.get(i);
            if (!word.startsWith("-")) {
                continue;
            }
            boolean isLong = word.startsWith("--");
            String name = isLong ? word.split("=", 2)[0] : word.substring(0, 1);
            String value = null;
            if (isLong && name.length() < word.length()) {
                value = word.substring(name.length() + 1);
            } else if (!isLong) {
                int at = firstOther(word);
                name += at < word.length() ? word.substring(at, at + 1) : "";
                value = at + 1 < word.length() ? word.substring(at + 1) : null;
            }
            problem = problemOf(name, value != null);
            if (problem.isEmpty() && takesValue(name)) {
                if (value == null) {
                    i++;
                    value = i < arguments.size() ? arguments.get(i) : "";
                    problem = problemOfNext(name, value);
                }
                problem = problem.isEmpty() ? problemOfValue(name, value) : problem;
            }
        }
        return problem;
    }

    private static String problemOfCommand(List<String> arguments) {
        if (arguments.get(0).startsWith("-")) {
            return "dnf's command comes first, and its options behind it: expected "
                    + DnfVerb.all();
        }
        return DnfVerb.isFirstOf(arguments)
                ? ""
                : "\"dnf "
                        + DnfVerb.named(arguments)
                        + "\" is not run, as it may change something at once: expected "
                        + DnfVerb.all();
    }

    /** Where short options that stand alone end. */
    private static int firstOther(String word) {
        int at = 1;
        while (at < word.length() - 1 && SHORT_FLAGS.indexOf(word.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean takesValue(String option) {
        return WITH_VALUE.contains(option)
                || (isShort(option) && SHORT_WITH_VALUE.indexOf(option.charAt(1)) >= 0);
    }

    private static boolean isShort(String option) {
        return option.length() == 2 && option.charAt(1) != '-';
    }

    private static String problemOf(String option, boolean hasValue) {
        String reason = REFUSED.get(option);
        if (reason != null) {
            return refused(option, reason);
        }
        boolean isFlag =
                FLAGS.contains(option)
                        || (isShort(option) && SHORT_FLAGS.indexOf(option.charAt(1)) >= 0);
        if (takesValue(option) || (isFlag && !hasValue)) {
            return "";
        }
        return refused(
                option,
                isFlag
                        ? "it takes no value"
                        : "it is no option that is known to change nothing: expected one of dnf's"
                                + " manual, written out");
    }

    /** What begins with a dash, dnf takes for an option. */
    private static String problemOfNext(String option, String value) {
        return value.isEmpty() || value.startsWith("-")
                ? refused(option, "expected its value behind it")
                : "";
    }

    private static String problemOfValue(String option, String value) {
        if (option.equals(SETOPT)) {
            String key = value.split("=", 2)[0].strip();
            // dnf passes over what has a section in front; whoever writes that means it all the
            // same.
            String reason = REFUSED.get(key.substring(key.lastIndexOf('.') + 1));
            return reason == null ? "" : refused(SETOPT + "=" + key, reason);
        }
        if (option.equals("--disableplugin")) {
            for (String pattern : value.split("[,\\s]+", -1)) {
                if (matchesPlugin(pattern)) {
                    return refused(option + "=" + pattern, PLUGINS);
                }
            }
        }
        return "";
    }

    /** As Python's fnmatch has it; of sets of characters it matches any. */
    private static boolean matchesPlugin(String pattern) {
        StringBuilder expression = new StringBuilder();
        String simple = pattern.replaceAll("\\[[^]]*]", "?");
        for (int i = 0; i < simple.length(); i++) {
            char c = simple.charAt(i);
            expression.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return PLUGIN.matches(expression.toString());
    }

    private static String refused(String option, String reason) {
        return "dnf is not given " + option + ": " + reason;
    }
}
