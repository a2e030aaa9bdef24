package io.github.kernelpin.config.toml;

/** What Jackson's TOML parser finds wrong, in words for whoever wrote the file. */
final class TomlSyntax {

    private static final int CHARACTERS_MAX = 200;

    /** How its messages begin (Lexer and Parser of jackson-dataformat-toml), and ours. */
    private static final String[][] MESSAGES = {
        {"Newline not permitted here", "the line ends too early: a value or its end is missing"},
        {"Premature end of file", "the file ends too early: a quote or bracket is not closed"},
        {"EOF in wrong state", "the file ends too early: a quote or bracket is not closed"},
        {
            "Unknown token",
            "this is no value: text stands in quotes, as in \"rhel:8.4\", and lists in [ ]"
        },
        {"Duplicate key", "this key stands twice in its table"},
        {"Table redefined", "this table stands twice"},
        {"Illegal control character", "a control character stands here"},
        {"Invalid code point", "a character stands here that is none"},
        {"Invalid number representation", "this number cannot be read"},
        {"Not a valid Number representation", "this number cannot be read"},
        {"Zero-prefixed ints are not valid", "a number begins with 0: text stands in quotes"},
        {
            "More data after value has already ended",
            "more follows after the value: one KEY = VALUE stands on a line"
        },
        {"Path into existing non-object", "the name of this table is taken by a value already"},
        {"Path into existing non-array", "the name of this list of tables is taken already"},
        {"Object already closed", "this table was closed already: add to it where it stands"},
        {"Array already", "this list was closed already: add to it where it stands"},
        {"Trailing comma not permitted", "a comma stands before the closing }: take it out"},
        {"Comment not permitted here", "no comment can stand here: give it a line of its own"},
        {
            "Unknown escape sequence",
            "unknown escape: between 'single quotes' a backslash stands for itself"
        },
        {"Token too long", "this is too long"},
        {"Document nesting depth", "this is nested too deeply"},
    };

    /** What it expects, among "Unexpected token: Got ..., expected ...". */
    private static final String[][] EXPECTED = {
        {"ARRAY_TABLE_CLOSE", "]]"},
        {"STD_TABLE_CLOSE", "]"},
        {"KEY_VAL_SEP", "="},
        {"comma or array end", ", or ]"},
        {"comma or table end", ", or }"},
        {"key or table", "KEY = VALUE, [table] or [[table]]"},
        {"quoted or unquoted key", "a key"},
        {"value", "a value"},
    };

    private TomlSyntax() {}

    /** What is wrong; a message that is not known here comes as it is, in one line. */
    static String describe(String message) {
        for (String[] each : MESSAGES) {
            if (message.startsWith(each[0])) {
                return each[1];
            }
        }
        int expected = message.indexOf(", expected ");
        if (message.startsWith("Unexpected token") && expected > 0) {
            String rest = message.substring(expected + ", expected ".length());
            for (String[] each : EXPECTED) {
                if (rest.startsWith(each[0])) {
                    return "expected " + each[1] + " here";
                }
            }
            return "something is missing before this";
        }
        if (message.startsWith("Text '") && message.contains("could not be parsed")) {
            return "this is no date or time";
        }
        return firstLine(message);
    }

    private static String firstLine(String message) {
        int lineEnd = message.indexOf('\n');
        String line = lineEnd < 0 ? message : message.substring(0, lineEnd);
        return line.length() > CHARACTERS_MAX ? line.substring(0, CHARACTERS_MAX) + "..." : line;
    }
}
