package io.github.kernelpin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about reliability says what the tests show, and leaves no fault out. */
final class ReliabilityPageTest {

    private static final Path PAGE = Path.of("src/site/markdown/reliability.md");
    private static final Path FAULTS = Path.of("src/test/resources/faults");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern METHOD = Pattern.compile("[A-Z]\\w+\\.[a-z]\\w+");

    /** A line of a table; {@code shownBy} are the names in its last column. */
    private record Row(String fault, String whatHappens, List<String> shownBy) {}

    @Test
    void everyFaultHasItsRow() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (Path file : files(FAULTS, ".toml")) {
            expected.put(
                    "faults/" + file.getFileName().toString().replace(".toml", ""),
                    new TomlMapper().readTree(file.toFile()).path("fault").asText());
        }
        Map<String, String> actual = new TreeMap<>();
        for (Row row : rows()) {
            for (String name : row.shownBy()) {
                if (name.startsWith("faults/")) {
                    assertEquals(null, actual.put(name, row.fault()), name + " has two rows");
                }
            }
        }
        assertFalse(expected.isEmpty());
        assertEquals(expected, actual);
    }

    @Test
    void everyRowIsShownByTestsThatExist() throws IOException {
        StringBuilder python = new StringBuilder();
        for (Path file : files(Path.of("src/test/python"), ".py")) {
            python.append(Files.readString(file));
        }
        for (Row row : rows()) {
            assertFalse(row.shownBy().isEmpty(), row.fault());
            for (String name : row.shownBy()) {
                assertTrue(exists(name, python), name);
            }
        }
    }

    /** What is quoted as output is in the file that the row names. */
    @Test
    void whatARowQuotesIsWhatItsFaultComesTo() throws IOException {
        for (Row row : rows()) {
            String name = row.shownBy().get(0);
            if (!name.startsWith("faults/")) {
                continue;
            }
            String file = Files.readString(Path.of("src/test/resources", name + ".toml"));
            for (String quoted : codes(row.whatHappens())) {
                assertTrue(file.contains(quoted), name + " does not say " + quoted);
            }
        }
    }

    private static boolean exists(String name, CharSequence python) throws IOException {
        if (name.startsWith("test_")) {
            return python.toString().contains("def " + name + "(");
        }
        if (METHOD.matcher(name).matches()) {
            String[] words = name.split("\\.", -1);
            for (Path file : files(Path.of("src/test/java"), "/" + words[0] + ".java")) {
                return Files.readString(file).contains("void " + words[1] + "(");
            }
            return false;
        }
        return Files.exists(Path.of("src/test/resources", name + ".toml"));
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            List<String> cells = Arrays.asList(line.split(" *\\| *", -1));
            if (!line.startsWith("| ") || cells.get(3).equals("Shown by")) {
                continue;
            }
            assertEquals(5, cells.size(), line);
            rows.add(new Row(cells.get(1), cells.get(2), codes(cells.get(3))));
        }
        assertFalse(rows.isEmpty());
        return rows;
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).toList();
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
