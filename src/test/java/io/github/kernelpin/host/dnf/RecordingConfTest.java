package io.github.kernelpin.host.dnf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.host.file.InstallRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of another root, as whoever runs the tests is no host that is meant. */
final class RecordingConfTest {

    @TempDir private Path root = Path.of("");
    @TempDir private Path scratch = Path.of("");

    @BeforeEach
    void setUpTheFolder() throws IOException {
        Files.createDirectories(root.resolve("etc/dnf/plugins"));
    }

    @AfterEach
    void deleteTheLinksToThePlugin() throws IOException {
        Files.deleteIfExists(scratch.resolve("plugins/kernelpin.py"));
        Files.deleteIfExists(scratch.resolve("plugins/kernelpin_plugin"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'[main]\npins = /p\n' | '[main]\n@ADDED@pins = /p\n'",
                "'[x]\n[main] # c\npins = /p\n' | '[x]\n[main] # c\n@ADDED@pins = /p\n'",
                "'\ufeff[main]\n' | '\ufeff[main]\n@ADDED@'",
                "'[main]\njava = /j\n  -x\n# c\nrecord=/r\njava=/k\n' | '[main]\n@ADDED@# c\n'",
                "'[x]\n' | '[x]\n'",
                "'[main\nrecord = /r\n' | '[main\nrecord = /r\n'",
            })
    void theCopyIsTheFileWithTheDirectoryForRequests(String text, String copy) throws IOException {
        Files.writeString(root.resolve("etc/dnf/plugins/kernelpin.conf"), text);
        write();
        assertEquals(copy, copy("conf0"));
    }

    @Test
    void withoutAFileThereIsOneWithNothingElse() throws IOException {
        write();
        assertEquals("[main]\n@ADDED@", copy("conf0"));
    }

    @Test
    void theLastOfSeveralFilesThatHasOptionsIsTheOneThatCounts() throws IOException {
        Files.writeString(
                root.resolve("etc/dnf/dnf.conf"), "[main]\npluginconfpath = /a, /b, /c /d\n");
        for (String each : List.of("a", "b", "c")) {
            Files.createDirectories(root.resolve(each));
            Files.writeString(
                    root.resolve(each + "/kernelpin.conf"), each.equals("c") ? "" : "[main]\n");
        }
        List<String> options = write();
        assertEquals("[main]\n", copy("conf0"));
        assertEquals("[main]\n@ADDED@", copy("conf1"));
        assertEquals("", copy("conf2"));
        assertEquals(
                "--setopt=pluginconfpath=conf0,conf1,conf2,conf3",
                options.get(1).replace(scratch + "/", ""));
    }

    private List<String> write() throws IOException {
        return new RecordingConf(new InstallRoot(root), scratch, Path.of("/requests")).write();
    }

    private String copy(String folder) throws IOException {
        return Files.readString(scratch.resolve(folder).resolve("kernelpin.conf"))
                .replaceFirst("executable = .*\nrecord = /requests\n", "@ADDED@")
                .replaceFirst("executable = .*\nrecord = /requests$", "@ADDED@");
    }
}
