package io.github.kernelpin.cases.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kernelpin.Resources;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Decision;
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

    private static final RhelMinors MINORS = RhelMinorsTable.load();

    @TempDir private Path scratch = Path.of("");

    static List<Path> badCases() {
        return Resources.files("cases/bad", ".case.toml");
    }

    @ParameterizedTest
    @MethodSource("badCases")
    void everyErrorHasItsPlace(Path file) throws IOException {
        BadCaseException e =
                assertThrows(BadCaseException.class, () -> CaseFile.read(file, MINORS));

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
        BadCaseException e =
                assertThrows(BadCaseException.class, () -> CaseFile.read(file, MINORS));
        assertEquals(file + ":1:1: " + message, e.getMessage());
    }

    @Test
    void aMessageThatIsLeftOutMayBeAnyAndAnEmptyOneIsNone() throws Exception {
        assertEquals(new CaseVerdict(Decision.ALLOW, List.of(), null), read("").expected());
        assertEquals(
                new CaseVerdict(Decision.ALLOW, List.of(), ""),
                read("message = \"\"\n").expected());
        assertEquals(
                new CaseVerdict(Decision.ALLOW, List.of(), "a"),
                read("message = \"a\\n\"\n").expected());
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

    @Test
    void aCaseHasItsOwnPinsAndTheirLinesAreAPinFile() throws Exception {
        String given = "name = \"a\"\n" + BY_HAND + EXPECTED;
        String own = "[[pin]]\nid = \"drbd\"\nkernel = \"rhel:8.4\"\n";
        Path file = Files.writeString(scratch.resolve("a.case.toml"), given + own);
        TransactionCase read = CaseFile.read(file, MINORS);

        TransactionCase.OwnPins pins = (TransactionCase.OwnPins) read.pins();
        assertEquals(own, pins.toml().stripLeading().replaceAll("\n+$", "\n"));
        Path copy = Files.writeString(scratch.resolve("pins.toml"), pins.toml());
        assertEquals(
                PinDirectory.read(List.of(RootedPath.ofHost(copy)), MINORS, false)
                        .get(0)
                        .location()
                        .line(),
                pins.pins().get(0).location().line());
        assertEquals(
                "a.case.toml:6",
                new CasePins(MINORS).of(read, Pin.Action.REFUSE).get(0).location().fileAndLine());
    }

    @Test
    void packagesAreWhatTheyProvideAndRequire() throws Exception {
        TransactionCase read =
                read(
                        """
                        from_repo = "baseos"
                        dnf = ["install", "kernel-core", "-y"]

                        [[package]]
                        nevra = "kernel-core-4.18.0-348.el8.x86_64"
                        provides = ["kernel-uname-r = 4.18.0-348.el8.x86_64+strange", "kernel(a) = 0xFFFFFFFF", "a"]
                        requires = ["ksym(b) = 0x0b", "kernel-modules-uname-r = 4.18.0", "/bin/sh"]
                        """);

        Request request = ((TransactionCase.ByHand) read.source()).request();
        RpmPackage kernel = request.transaction().incoming().get(0);
        assertEquals("4.18.0-348.el8.x86_64+strange", kernel.uname());
        assertEquals("baseos", kernel.repository());
        assertEquals(true, kernel.provides("a"));
        assertEquals(true, kernel.providedSymbols().kernel().has("a", 0xffffffffL));
        assertEquals(true, kernel.requiredSymbols().ksym().has("b", 11));
        assertEquals(List.of("install", "kernel-core", "-y"), request.command().arguments());
        assertEquals(List.of(), request.dependencies());
    }

    @Test
    void dnfHasNoArgumentsWhereAnArrayIsEmpty() throws Exception {
        TransactionCase read = read("dnf = []\n");

        assertEquals(
                List.of(),
                ((TransactionCase.ByHand) read.source()).request().command().arguments());
    }

    @Test
    void whatAnIncomingPackageRequiresOfOthersIsADependency() throws Exception {
        Path file = scratch.resolve("a.case.toml");
        Files.writeString(
                file,
                NAME
                        + EXPECTED
                        + """
                        installed = ["bash-4.4-1.el8.x86_64", "old-1-1.x86_64"]
                        transaction = ["+k-2-1.x86_64", "+m-1-1.x86_64", "+m2-1-1.x86_64 > old-1-1.x86_64", "+self-1-1.x86_64"]

                        [[package]]
                        nevra = "k-2-1.x86_64"
                        provides = ["kernel(a) = 0x1", "kernel-uname-r = 2-1.x86_64"]

                        [[package]]
                        nevra = "old-1-1.x86_64"
                        provides = ["kernel(a) = 0x1"]

                        [[package]]
                        nevra = "m-1-1.x86_64"
                        requires = ["kernel(a) = 0x1", "bash >= 4", "bash < 4", "missing", "k = 2-1"]

                        [[package]]
                        nevra = "m2-1-1.x86_64"
                        requires = ["kernel-uname-r = 2-1.x86_64"]

                        [[package]]
                        nevra = "self-1-1.x86_64"
                        provides = ["self(x)"]
                        requires = ["self(x)", "self"]
                        """);
        TransactionCase read = CaseFile.read(file, MINORS);

        StringBuilder found = new StringBuilder();
        for (Request.Dependency each :
                ((TransactionCase.ByHand) read.source()).request().dependencies()) {
            found.append(each.dependent()).append(' ').append(each.anyOf()).append('\n');
        }
        assertEquals(
                """
                m-1-1.x86_64 [bash-4.4-1.el8.x86_64]
                m-1-1.x86_64 [k-2-1.x86_64]
                m-1-1.x86_64 [k-2-1.x86_64]
                m2-1-1.x86_64 [k-2-1.x86_64]
                """,
                found.toString());
    }

    private TransactionCase read(String more) throws IOException, BadCaseException {
        Path file = scratch.resolve("a.case.toml");
        Files.writeString(file, NAME + BY_HAND + EXPECTED + more);
        return CaseFile.read(file, MINORS);
    }
}
