package io.github.kernelpin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the spec of the packages repeats is what it is elsewhere. */
final class SpecTest {

    private static final Path SPEC = Path.of("src/main/rpm/kernelpin.spec");
    private static final Path LAUNCHER = Path.of("scripts/kernelpin");
    private static final List<String> WRITTEN_BY_HAND =
            List.of(
                    "README.md",
                    "dnf-plugin",
                    "pom.xml",
                    "scripts",
                    "src/main",
                    "src/site",
                    "src/test/rpm");
    private static final Pattern BUNDLED =
            Pattern.compile("bundled\\(mvn\\((.+):(.+)\\)\\) = (.+)\n");

    @Test
    void theVersionIsWrittenInThePomAlone() throws IOException {
        String version =
                first("\n  <version>(.+)</version>\n", Files.readString(Path.of("pom.xml")));
        Pattern literal = Pattern.compile("(?<![\\w.])" + Pattern.quote(version) + "(?![\\w.])");
        List<String> writers = new ArrayList<>();
        for (String root : WRITTEN_BY_HAND) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    if (literal.matcher(text).find()) {
                        writers.add(file.toString());
                    }
                }
            }
        }

        assertEquals(List.of("pom.xml"), writers);
        assertEquals(version, Resources.text("io/github/kernelpin/version.txt").strip());
    }

    @Test
    void bundledJarsHaveTheVersionsThatTheTestsRunOn() throws IOException {
        List<String> classPath =
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        for (MatchResult bundled : matches(BUNDLED, SPEC).toList()) {
            String jar =
                    "/%s/%s/%s/%s-%s.jar"
                            .formatted(
                                    bundled.group(1).replace('.', '/'),
                                    bundled.group(2),
                                    bundled.group(3),
                                    bundled.group(2),
                                    bundled.group(3));
            assertTrue(classPath.stream().anyMatch(entry -> entry.endsWith(jar)), jar);
        }
    }

    @Test
    void theJarsThatTheLauncherNamesAreBundledAndNoOthers() throws IOException {
        Set<String> bundled = new TreeSet<>();
        matches(BUNDLED, SPEC).forEach(match -> bundled.add(match.group(2) + ".jar"));
        bundled.add("kernelpin.jar");
        Set<String> named = new TreeSet<>();
        matches(Pattern.compile("\\$lib/([a-z-]+\\.jar)"), LAUNCHER)
                .forEach(match -> named.add(match.group(1)));

        assertEquals(named, bundled);
    }

    private static Stream<MatchResult> matches(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results();
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("");
    }
}
