package io.github.kernelpin.config.toml;

import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.HashMap;
import java.util.Map;

/**
 * Where each key and value of a TOML document stands, which Jackson's reader does not tell.
 *
 * <p>It is asked only about documents that Jackson has accepted, and decides nothing but the line
 * and column that a message names.
 */
final class TomlPositions {

    private static final String ESCAPES = "btnfr";
    private static final String ESCAPED = "\b\t\n\f\r";

    private final String file;
    private final String text;
    private final Map<String, SourceLocation> keys = new HashMap<>();
    private final Map<String, SourceLocation> values = new HashMap<>();
    private final Map<String, Integer> tablesInArray = new HashMap<>();

    private int at;
    private int line = 1;
    private int lineStart;

    private TomlPositions(String file, String text) {
        this.file = file;
        this.text = text;
    }

    static TomlPositions of(String file, String text) {
        TomlPositions positions = new TomlPositions(file, text);
        positions.scan();
        return positions;
    }

    /** The path of an entry: names and array indices, each behind a line end. */
    static String child(String path, String name) {
        boolean plain = name.indexOf('\n') < 0 && name.indexOf('\\') < 0;
        return path + "\n" + (plain ? name : name.replace("\\", "\\\\").replace("\n", "\\n"));
    }

    SourceLocation ofKey(String path) {
        return keys.getOrDefault(path, ofValue(path));
    }

    SourceLocation ofValue(String path) {
        return values.getOrDefault(path, keys.getOrDefault(path, new SourceLocation(file, 1, 1)));
    }

    private void scan() {
        String table = "";
        skipBlank();
        while (at < text.length()) {
            if (text.charAt(at) == '[') {
                table = header();
            } else {
                entry(table);
            }
            skipBlank();
        }
    }

    /** Reads {@code [table]} or {@code [[array of tables]]} and returns its path. */
    private String header() {
        SourceLocation start = location();
        boolean array = text.startsWith("[[", at);
        advance(array ? 2 : 1);
        String path = "";
        boolean more = true;
        while (more) {
            skipBlank();
            path = child(path, key());
            more = skipSeparator('.');
            int tables = tablesInArray.getOrDefault(path, 0);
            if (more && tables > 0) {
                path = child(path, String.valueOf(tables - 1));
            } else if (more) {
                // The header of a table is the first word about those around it.
                values.putIfAbsent(path, start);
            }
        }
        if (array) {
            keys.putIfAbsent(path, start);
            int index = tablesInArray.getOrDefault(path, 0);
            tablesInArray.put(path, index + 1);
            path = child(path, String.valueOf(index));
        }
        values.putIfAbsent(path, start);
        skipSeparator(']');
        skipSeparator(']');
        return path;
    }

    /** Reads {@code dotted.key = value}. */
    private void entry(String table) {
        String path = table;
        boolean more = true;
        while (more) {
            skipBlank();
            SourceLocation start = location();
            path = child(path, key());
            keys.putIfAbsent(path, start);
            more = skipSeparator('.');
        }
        skipSeparator('=');
        value(path);
    }

    private void value(String path) {
        skipBlank();
        values.put(path, location());
        if (skipSeparator('[')) {
            for (int i = 0; !atEndOr(']'); i++) {
                value(child(path, String.valueOf(i)));
                skipSeparator(',');
            }
            skipSeparator(']');
        } else if (skipSeparator('{')) {
            while (!atEndOr('}')) {
                entry(path);
                skipSeparator(',');
            }
            skipSeparator('}');
        } else if (at < text.length() && isQuote(text.charAt(at))) {
            quoted();
        } else {
            do {
                advance(1);
            } while (at < text.length() && ",]}#\n".indexOf(text.charAt(at)) < 0);
        }
    }

    private String key() {
        if (at < text.length() && isQuote(text.charAt(at))) {
            boolean escapes = text.charAt(at) == '"';
            String content = quoted();
            return escapes && content.indexOf('\\') >= 0 ? unescape(content) : content;
        }
        int start = at;
        do {
            advance(1);
        } while (at < text.length() && ".=] \t\n".indexOf(text.charAt(at)) < 0);
        return text.substring(Math.min(start, text.length()), at);
    }

    /**
     * Skips a string of any of the four kinds and returns what is between the quotes, escapes
     * unread.
     */
    private String quoted() {
        char quote = text.charAt(at);
        String three = text.substring(at, Math.min(at + 3, text.length()));
        boolean multiline =
                three.length() == 3 && three.charAt(1) == quote && three.charAt(2) == quote;
        int width = multiline ? 3 : 1;
        advance(width);
        int start = at;
        while (at < text.length() && !closes(quote, multiline)) {
            advance(quote == '"' && text.charAt(at) == '\\' ? 2 : 1);
        }
        String content = text.substring(start, at);
        advance(width);
        return content;
    }

    private static String unescape(String content) {
        StringBuilder decoded = new StringBuilder();
        int i = 0;
        while (i < content.length()) {
            char c = content.charAt(i);
            char escape = c == '\\' ? content.charAt(i + 1) : '\0';
            int digits = escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
            int known = ESCAPES.indexOf(escape);
            if (escape == '\0') {
                decoded.append(c);
                i++;
            } else if (digits == 0) {
                decoded.append(known < 0 ? escape : ESCAPED.charAt(known));
                i += 2;
            } else {
                decoded.appendCodePoint(Integer.parseInt(content, i + 2, i + 2 + digits, 16));
                i += 2 + digits;
            }
        }
        return decoded.toString();
    }

    /** A multi-line string may end with up to two quotes of its own before the closing three. */
    private boolean closes(char quote, boolean multiline) {
        if (text.charAt(at) != quote || !multiline) {
            return text.charAt(at) == quote;
        }
        boolean three =
                at + 2 < text.length()
                        && text.charAt(at + 1) == quote
                        && text.charAt(at + 2) == quote;
        boolean fourth = at + 3 < text.length() && text.charAt(at + 3) == quote;
        return three && !fourth;
    }

    private boolean atEndOr(char close) {
        skipBlank();
        return at >= text.length() || text.charAt(at) == close;
    }

    private boolean skipSeparator(char separator) {
        skipBlank();
        boolean found = at < text.length() && text.charAt(at) == separator;
        if (found) {
            advance(1);
        }
        return found;
    }

    private void skipBlank() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                advance(1);
            } else {
                return;
            }
        }
    }

    private void advance(int characters) {
        for (int i = 0; i < characters && at < text.length(); i++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
            at++;
        }
    }

    private SourceLocation location() {
        return new SourceLocation(file, line, at - lineStart + 1);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
