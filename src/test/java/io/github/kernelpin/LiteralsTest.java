package io.github.kernelpin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds each name that hosts and other programs know to one place in the program. */
final class LiteralsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/kernelpin");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/etc/kernelpin, model/disk/KernelpinFiles.java",
                "etc/dnf/plugins, model/disk/KernelpinFiles.java",
                "\"kernelpin.conf\", model/disk/KernelpinFiles.java",
                "\".toml\", model/disk/KernelpinFiles.java",
                "\"/usr/bin/dnf\", host/process/Tool.java",
                "\"/usr/bin/rpm\", host/process/Tool.java",
                "\"SOURCE_DATE_EPOCH, host/rpm/RpmBuild.java",
                "\"--format\", cli/option/FormatOption.java",
                "unix:uid\", host/process/CurrentUser.java",
            })
    void aNameHasOneHome(String literal, String home) throws IOException {
        List<String> found = new ArrayList<>();
        try (var files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(literal)) {
                    found.add(SOURCES.relativize(file).toString());
                }
            }
        }
        assertEquals(List.of(home), found);
    }
}
