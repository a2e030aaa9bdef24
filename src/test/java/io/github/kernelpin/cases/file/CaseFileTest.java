package io.github.kernelpin.cases.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kernelpin.Resources;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.config.toml.FileError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Broken cases are in {@code cases/bad}, each beside the errors that are expected. What was really
 * found is left in {@code target/cases}.
 */
final class CaseFileTest {

    private static final String NAME = "name = \"a\"\npins = \".\"\n";
    private static final String BY_HAND =
            "installed = []\ntransaction = [\"+kernel-core-4.18.0-348.el8.x86_64\"]\n";
    private static final String EXPECTED = "expect = \"allow\"\nrules = []\n";

    @TempDir private Path scratch = Path.of("");

    static List<Path> badCases() {
        return Resources.files("cases/bad", ".case.toml");
    }

    @ParameterizedTest
    @MethodSource("badCases")
    void everyErrorHasItsPlace(Path file) throws IOException {
        BadCaseException e = assertThrows(BadCaseException.class, () -> CaseFile.read(file));

        StringBuilder found = new StringBuilder();
        for (FileError error : e.errors()) {
            found.append(error.toString().replace(file.getParent() + "/", "")).append('\n');
        }
        String name = file.getFileName().toString().replace(".case.toml", ".expected");
        Path actual = Files.createDirectories(Path.of("target/cases")).resolve(name);
        Files.writeString(actual, found);
        assertEquals(Files.readString(file.resolveSibling(name)), found.toString());
    }

    @Test
    void whatIsNoFileOfTextIsRefused() throws IOException {
        assertBad(scratch, "not a regular file");
        assertBad(scratch.resolve("missing"), "not a regular file");
        Path file = scratch.resolve("a.case.toml");
        Files.write(file, new byte[] {(byte) 0xff});
        assertBad(file, "not UTF-8 text");
        Files.writeString(file, "#".repeat(1024 * 1024 + 1));
        assertBad(file, "larger than 1048576 bytes");
    }

    private static void assertBad(Path file, String message) {
        BadCaseException e = assertThrows(BadCaseException.class, () -> CaseFile.read(file));
        assertEquals(file + ":1:1: " + message, e.getMessage());
    }

    @Test
    void aMessageThatIsLeftOutMayBeAnyAndAnEmptyOneIsNone() throws Exception {
        assertEquals(new CaseVerdict(false, List.of(), null), read("").expected());
        assertEquals(new CaseVerdict(false, List.of(), ""), read("message = \"\"\n").expected());
        assertEquals(
                new CaseVerdict(false, List.of(), "a"), read("message = \"a\\n\"\n").expected());
    }

    @Test
    void aTransactionByHandIsARequest() throws Exception {
        TransactionCase read = read("installonly_limit = 0\nallow = [\"4.18.0-348.el8\"]\n");

        TransactionCase.ByHand source = (TransactionCase.ByHand) read.source();
        assertEquals(
                "4.18.0-348.el8.x86_64", source.request().transaction().incoming().get(0).uname());
        assertEquals(0, source.request().transaction().host().installonlyLimit());
        assertEquals(List.of("4.18.0-348.el8"), source.request().allowedKernels());
        assertEquals(List.of("upgrade"), source.request().command().arguments());
        assertEquals(false, source.request().hasModuleFiles());
        assertEquals(
                true,
                ((TransactionCase.ByHand) read("module_files = []\n").source())
                        .request()
                        .hasModuleFiles());
    }

    private TransactionCase read(String more) throws IOException, BadCaseException {
        Path file = scratch.resolve("a.case.toml");
        Files.writeString(file, NAME + BY_HAND + EXPECTED + more);
        return CaseFile.read(file);
    }
}
