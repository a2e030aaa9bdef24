package io.github.kernelpin.config.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the positions that are found with those at which a generator wrote. */
final class TomlPositionsTest {

    private static final int DOCUMENTS = 500;

    static LongStream seeds() {
        return LongStream.range(0, DOCUMENTS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyKeyAndValueOfARandomDocumentIsFound(long seed) throws BadFileException {
        TomlWriter writer = new TomlWriter(new Random(seed));
        String text = writer.document();
        Map<String, SourceLocation> found = new TreeMap<>();
        collect(List.of(), TomlDocument.parse("random.toml", text), found);
        Map<String, SourceLocation> expected = new TreeMap<>(writer.written());
        assertEquals(
                lines(expected), lines(found), () -> "seed " + seed + ", document:\n" + text + "<");
    }

    @Test
    void theRandomDocumentsHaveEverythingInThem() {
        StringBuilder all = new StringBuilder();
        seeds().forEach(seed -> all.append(new TomlWriter(new Random(seed)).document()));
        for (String part :
                List.of("[[", "\"\"\"", "'''", "= {", "= [", "\r\n", "# ", "\\u", " . ", "\n[ ")) {
            assertTrue(all.indexOf(part) >= 0, "no document contains " + part);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[pin.module]~name = 1                  | pin          | 1:1",
                "~~  [[pin.module]]~name = 1            | pin          | 3:3",
                "~[a.b]~x = 1~[a.c]                     | a            | 2:1",
                "~[a.b]~x = 1~[a.c]                     | a/c          | 4:1",
                "~\"a\\u0062\" = 1                      | ab           | 2:13",
                "~\"a\\nb\" = 1~[a]~b = 2               | a%b          | 2:10",
                "~\"a\\nb\" = 1~[a]~b = 2               | a/b          | 4:5",
                "a = [[1, 2],~ [3, 4]]                  | a/1/1        | 2:6",
                "a.b.c = 1~a.b.d = 2                    | a/b          | 1:3",
                "a.b.c = 1~a.b.d = 2                    | a/b/d        | 2:9",
                "[[a]]~[[a]]~[a.b]~c = 1                | a/1/b/c      | 4:5",
                "[[a]]~[[a.b]]~[[a]]~[[a.b]]~x = 1      | a/1/b/0/x    | 5:5",
                "a = \"\"\"\"~\"\"~\"\"\"\"\"~b = 1     | b            | 4:5",
                "a = '''''x'''''~b = 1                  | b            | 2:5",
                "a = \"\"~\"\" = 1                      | ''           | 2:6",
                "a = 1979-05-27 07:32:00~b = 1          | b            | 2:5",
            })
    void aValueIsFound(String document, String path, String position) throws BadFileException {
        Map<String, SourceLocation> found = new TreeMap<>();
        String text = document.replace('~', '\n');
        collect(List.of(), TomlDocument.parse("f", text), found);
        List<String> names = List.of(path.replace('%', '\n').split("/", -1));
        assertEquals("f:" + position, String.valueOf(found.get("value " + names)));
    }

    /** Keys and values under their whole path, in which names are decoded. */
    private static void collect(
            List<String> path, TomlValue value, Map<String, SourceLocation> found) {
        if (!path.isEmpty()) {
            found.put("value " + path, value.location());
        }
        if (value instanceof TomlValue.Table table) {
            table.keys()
                    .forEach((name, location) -> found.put("key " + append(path, name), location));
            table.entries().forEach((name, entry) -> collect(append(path, name), entry, found));
        }
        if (value instanceof TomlValue.Array array) {
            for (int i = 0; i < array.elements().size(); i++) {
                collect(append(path, String.valueOf(i)), array.elements().get(i), found);
            }
        }
    }

    private static List<String> append(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private static String lines(Map<String, SourceLocation> locations) {
        StringBuilder text = new StringBuilder();
        locations.forEach(
                (path, location) -> text.append(path).append(" at ").append(location).append('\n'));
        return text.toString();
    }

    /** Writes random valid TOML and remembers where. */
    private static final class TomlWriter {

        private static final String[] NAME_PARTS = {
            "a", "B", "_", "-", "7", ".", " ", "#", "=", "]", "[", "{", "}", ",", "\"", "'", "\\",
            "\t", "\n", "\u00e9", "\u20ac"
        };
        private static final String[] TEXT_PARTS = {
            "x", "Y", " ", "#", "=", "]", "[[", "{", "}", ",", "''", "\\", "\u00e9", "a = 1"
        };
        private static final String[] SCALARS = {
            "1",
            "-17",
            "0xdeadBEEF",
            "3.14",
            "1e3",
            "inf",
            "true",
            "false",
            "1979-05-27",
            "07:32:00",
            "1979-05-27T07:32:00Z",
            "1979-05-27 07:32:00.5"
        };

        private final Random random;
        private final StringBuilder text = new StringBuilder();
        private final Map<String, SourceLocation> written = new LinkedHashMap<>();
        private final String lineEnd;
        private int names;

        TomlWriter(Random random) {
            this.random = random;
            this.lineEnd = random.nextInt(3) == 0 ? "\r\n" : "\n";
        }

        Map<String, SourceLocation> written() {
            return written;
        }

        String document() {
            entries(List.of());
            List<List<String>> arrays = new ArrayList<>();
            Map<List<String>, Integer> lengths = new LinkedHashMap<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                List<String> parent = List.of();
                List<String> plainParent = List.of();
                if (!arrays.isEmpty() && random.nextBoolean()) {
                    plainParent = arrays.get(random.nextInt(arrays.size()));
                    parent =
                            append(
                                    plainParent,
                                    String.valueOf(lengths.getOrDefault(plainParent, 1) - 1));
                }
                if (random.nextBoolean()) {
                    entries(header(parent, plainParent, false));
                } else if (plainParent.isEmpty() || random.nextBoolean()) {
                    List<String> array = header(parent, plainParent, true);
                    if (parent.isEmpty()) {
                        arrays.add(array);
                        lengths.put(array, 1);
                    }
                    entries(append(array, "0"));
                } else {
                    int index = lengths.merge(plainParent, 1, Integer::sum) - 1;
                    again(plainParent, index);
                    entries(append(plainParent, String.valueOf(index)));
                }
            }
            if (random.nextInt(4) == 0) {
                text.append("# the end");
            }
            return text.toString();
        }

        /** One more element of an array of tables. */
        private void again(List<String> array, int index) {
            blankLines();
            indent();
            SourceLocation start = here();
            text.append("[[");
            names(array);
            text.append("]]");
            record("value", append(array, String.valueOf(index)), start);
            endOfLine();
        }

        private List<String> header(List<String> parent, List<String> above, boolean array) {
            blankLines();
            indent();
            SourceLocation start = here();
            text.append(array ? "[[" : "[");
            names(above);
            List<String> path = parent;
            for (int i = random.nextInt(3); i >= 0; i--) {
                String name = name();
                if (!path.equals(parent) || !above.isEmpty()) {
                    dot();
                } else {
                    blank();
                }
                text.append(quoted(name));
                path = append(path, name);
                record("key", path, start);
                record("value", path, start);
            }
            blank();
            text.append(array ? "]]" : "]");
            if (array) {
                record("value", append(path, "0"), start);
            }
            endOfLine();
            return path;
        }

        private void names(List<String> path) {
            blank();
            for (int i = 0; i < path.size(); i++) {
                if (i > 0) {
                    dot();
                }
                text.append(quoted(path.get(i)));
            }
        }

        private void entries(List<String> table) {
            for (int i = random.nextInt(5); i > 0; i--) {
                blankLines();
                indent();
                entry(table, 0);
                endOfLine();
            }
        }

        private void entry(List<String> table, int depth) {
            List<String> path = table;
            int more = random.nextInt(4) == 0 ? random.nextInt(3) : 0;
            for (int i = 0; i <= more; i++) {
                if (i > 0) {
                    dot();
                }
                SourceLocation start = here();
                String name = name();
                text.append(quoted(name));
                path = append(path, name);
                record("key", path, start);
                if (i < more) {
                    record("value", path, start);
                }
            }
            blank();
            text.append('=');
            if (random.nextInt(4) > 0) {
                text.append(' ');
            }
            value(path, depth);
        }

        private void value(List<String> path, int depth) {
            record("value", path, here());
            int kind = random.nextInt(depth > 2 ? 6 : 9);
            switch (kind) {
                case 0 -> text.append(SCALARS[random.nextInt(SCALARS.length)]);
                case 1 -> text.append(basic(content(false)));
                case 2 -> text.append('\'').append(content(false).replace('\'', '"')).append('\'');
                case 3, 4 -> multilineBasic();
                case 5 -> multilineLiteral();
                case 6, 7 -> array(path, depth);
                default -> inlineTable(path, depth);
            }
        }

        private void multilineBasic() {
            text.append("\"\"\"");
            if (random.nextBoolean()) {
                text.append(lineEnd);
            }
            text.append(content(true).replace("\\", "\\\\"));
            text.append(random.nextInt(3) == 0 ? "\\" + lineEnd + "  tail \\\"\"\"\\\"" : "");
            text.append("\"".repeat(3 + random.nextInt(3)));
        }

        private void multilineLiteral() {
            text.append("'''");
            text.append(content(true).replace("'", "\"\"\""));
            text.append("'".repeat(3 + random.nextInt(3)));
        }

        private void array(List<String> path, int depth) {
            text.append('[');
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                breakInArray();
                value(append(path, String.valueOf(i)), depth + 1);
                breakInArray();
                if (i + 1 < count || random.nextBoolean()) {
                    text.append(',');
                }
            }
            breakInArray();
            text.append(']');
        }

        private void inlineTable(List<String> path, int depth) {
            text.append('{');
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                text.append(i > 0 ? "," : "");
                blank();
                entry(path, depth + 1);
                blank();
            }
            text.append('}');
        }

        private void breakInArray() {
            while (random.nextInt(3) == 0) {
                blank();
                if (random.nextBoolean()) {
                    text.append(random.nextBoolean() ? "# ] , \" '''" : "");
                    text.append(lineEnd);
                }
            }
        }

        private void endOfLine() {
            text.append(random.nextInt(4) == 0 ? " # \"a comment = ['''" : "").append(lineEnd);
        }

        private void blankLines() {
            while (random.nextInt(4) == 0) {
                text.append(random.nextBoolean() ? "# [[not.a.table]] 'nor a string" : "");
                text.append(lineEnd);
            }
        }

        private void indent() {
            text.append(" \t ", 0, random.nextInt(4) == 0 ? random.nextInt(4) : 0);
        }

        private void blank() {
            text.append(random.nextInt(4) == 0 ? " " : "");
        }

        private void dot() {
            text.append(random.nextInt(3) == 0 ? " . " : ".");
        }

        /** A name that there is only once in the document. */
        private String name() {
            StringBuilder name = new StringBuilder();
            boolean bare = random.nextInt(3) > 0;
            for (int i = random.nextInt(4); i > 0; i--) {
                name.append(NAME_PARTS[random.nextInt(bare ? 5 : NAME_PARTS.length)]);
            }
            return name.append(names++).toString();
        }

        /** The name as a key: bare where it can be, mostly. */
        private String quoted(String name) {
            boolean bare = name.matches("[A-Za-z0-9_-]+");
            if (bare && random.nextInt(4) > 0) {
                return name;
            }
            boolean literal = !name.contains("'") && !name.contains("\n");
            return literal && random.nextBoolean() ? "'" + name + "'" : basic(name);
        }

        private String basic(String content) {
            StringBuilder quoted = new StringBuilder("\"");
            for (int i = 0; i < content.length(); i++) {
                char c = content.charAt(i);
                if (random.nextInt(8) == 0) {
                    quoted.append(
                            String.format(random.nextBoolean() ? "\\u%04x" : "\\U%08X", (int) c));
                    continue;
                }
                switch (c) {
                    case '"' -> quoted.append("\\\"");
                    case '\\' -> quoted.append("\\\\");
                    case '\n' -> quoted.append("\\n");
                    case '\t' -> quoted.append("\\t");
                    default -> quoted.append(c);
                }
            }
            return quoted.append('"').toString();
        }

        private String content(boolean multiline) {
            StringBuilder content = new StringBuilder();
            for (int i = random.nextInt(5); i > 0; i--) {
                content.append(TEXT_PARTS[random.nextInt(TEXT_PARTS.length)]);
                content.append(multiline && random.nextInt(3) == 0 ? lineEnd : "");
            }
            return content.toString();
        }

        private void record(String what, List<String> path, SourceLocation location) {
            written.putIfAbsent(what + " " + path, location);
        }

        private SourceLocation here() {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            return new SourceLocation("random.toml", line, text.length() - text.lastIndexOf("\n"));
        }
    }
}
