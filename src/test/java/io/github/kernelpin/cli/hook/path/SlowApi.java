package io.github.kernelpin.cli.hook.path;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of the JDK and of the libraries takes long to start, by name. */
final class SlowApi {

    private static final List<String> PACKAGES =
            List.of(
                    "com/fasterxml/jackson/databind/",
                    "java/lang/invoke/",
                    "java/lang/reflect/",
                    "java/lang/runtime/",
                    "java/text/",
                    "java/util/regex/",
                    "java/util/stream/",
                    "org/apache/commons/exec/",
                    "picocli/");

    /** Method by method; an empty set stands for all of them. */
    private static final Map<String, Set<String>> METHODS =
            Map.ofEntries(
                    Map.entry("java/io/PrintStream", Set.of("format", "printf")),
                    Map.entry("java/io/PrintWriter", Set.of("format", "printf")),
                    Map.entry("java/lang/ClassLoader", Set.of()),
                    // It calls values() by reflection, as the two maps of java.util do.
                    Map.entry("java/lang/Enum", Set.of("valueOf")),
                    Map.entry("java/lang/String", Set.of("format", "formatted")),
                    Map.entry(
                            "java/util/Comparator",
                            Set.of(
                                    "comparing",
                                    "comparingDouble",
                                    "comparingInt",
                                    "comparingLong",
                                    "thenComparing",
                                    "thenComparingDouble",
                                    "thenComparingInt",
                                    "thenComparingLong")),
                    Map.entry("java/util/EnumMap", Set.of()),
                    Map.entry("java/util/EnumSet", Set.of()),
                    Map.entry("java/util/Formatter", Set.of()),
                    Map.entry("java/util/Map$Entry", Set.of("comparingByKey", "comparingByValue")),
                    Map.entry("java/util/ResourceBundle", Set.of()),
                    Map.entry("java/util/Scanner", Set.of()),
                    Map.entry("java/util/ServiceLoader", Set.of()));

    /** What else a class can be asked is reflection or looks for resources. */
    private static final Set<String> OF_CLASS =
            Set.of("cast", "desiredAssertionStatus", "getName", "isInstance");

    private static final Set<String> OF_REGEX = Set.of("matches", "replaceAll", "replaceFirst");

    /** Those that {@code String.split} takes for regular expressions, as one character. */
    private static final String REGEX_CHARACTERS = ".$|()[{^?*+\\";

    private SlowApi() {}

    /**
     * Why a call is slow.
     *
     * @param text the constant that is its first argument, if it is one
     */
    static Optional<String> reason(MethodName called, @Nullable String text) {
        String name = called.brief();
        for (String each : PACKAGES) {
            if (called.owner().startsWith(each) || called.descriptor().contains("L" + each)) {
                String library = each.substring(0, each.length() - 1).replace('/', '.');
                return Optional.of(name + ": " + library);
            }
        }
        boolean isOfString = called.owner().equals("java/lang/String");
        boolean splits = isOfString && called.name().equals("split") && !isOneCharacter(text);
        if (splits || (isOfString && OF_REGEX.contains(called.name()))) {
            return Optional.of(name + ": a regular expression");
        }
        if (called.owner().equals("java/lang/Class")) {
            return OF_CLASS.contains(called.name())
                    ? Optional.empty()
                    : Optional.of(name + ": reflection, or a resource");
        }
        Set<String> methods = METHODS.get(called.owner());
        return methods == null || (!methods.isEmpty() && !methods.contains(called.name()))
                ? Optional.empty()
                : Optional.of(name + ": slow to start");
    }

    /** For these {@code split} looks for the character itself, and needs no pattern. */
    private static boolean isOneCharacter(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return false;
        }
        char last = text.charAt(text.length() - 1);
        return text.length() == 1
                ? REGEX_CHARACTERS.indexOf(last) < 0
                : text.length() == 2 && text.charAt(0) == '\\' && !Character.isLetterOrDigit(last);
    }
}
