package io.github.kernelpin.cases.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A strict reader of TAP 14 as kernelpin writes it: the names and results of the tests. */
final class TapLines {

    private static final Pattern TEST = Pattern.compile("(ok|not ok) (\\d+) - (.+)");
    private static final Pattern PLAIN = Pattern.compile(" {2}(severity: (fail|error)|line: \\d+)");
    private static final Pattern LIST =
            Pattern.compile(" {2}(differences|problems|message):( \\[\\])?");
    private static final Pattern QUOTED = Pattern.compile(" {2}(?:file: | {2}- )(\".*\")");

    private TapLines() {}

    /** {@code ok NAME} or {@code not ok NAME} of each test. */
    static List<String> read(String text) throws IOException {
        List<String> tests = new ArrayList<>();
        List<String> lines = text.lines().toList();
        check(lines.get(0).equals("TAP version 14"), lines.get(0));
        boolean inYaml = false;
        boolean mayHaveYaml = false;
        for (String line : lines.subList(2, lines.size())) {
            Matcher test = TEST.matcher(line);
            if (inYaml) {
                checkYaml(line);
                inYaml = !line.equals("  ...");
            } else if (line.equals("  ---")) {
                check(mayHaveYaml, line);
                inYaml = true;
                mayHaveYaml = false;
            } else {
                check(test.matches(), line);
                check(Integer.parseInt(test.group(2)) == tests.size() + 1, line);
                tests.add(test.group(1) + " " + unescaped(test.group(3)));
                mayHaveYaml = test.group(1).equals("not ok");
            }
        }
        check(!inYaml, "the YAML does not end");
        check(lines.get(1).equals("1.." + tests.size()), lines.get(1));
        return tests;
    }

    private static void checkYaml(String line) throws IOException {
        Matcher quoted = QUOTED.matcher(line);
        if (quoted.matches()) {
            check(new ObjectMapper().readTree(quoted.group(1)).isTextual(), line);
        } else {
            check(
                    line.equals("  ...")
                            || PLAIN.matcher(line).matches()
                            || LIST.matcher(line).matches(),
                    line);
        }
    }

    /** A hash that is not escaped would start a directive. */
    private static String unescaped(String description) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < description.length(); i++) {
            char c = description.charAt(i);
            check(c != '#', description);
            if (c == '\\') {
                i++;
                c = description.charAt(i);
                check(c == '#' || c == '\\', description);
            }
            name.append(c);
        }
        return name.toString();
    }

    private static void check(boolean condition, String line) {
        if (!condition) {
            throw new IllegalArgumentException(line);
        }
    }
}
