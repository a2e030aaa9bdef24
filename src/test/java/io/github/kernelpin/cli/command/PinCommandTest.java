package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.kernelpin.ModuleFixture;
import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.cli.console.FailureHandler;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Evr;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PinCommandTest {

    private static final String KERNEL = "4.18.0-305.25.1.el8_4.x86_64";
    private static final String NEXT = "4.18.0-348.el8.x86_64";
    private static final String REALTIME = "4.18.0-305.rt7.72.el8.x86_64";
    private static final String PLACE = "/lib/modules/" + KERNEL + "/extra/drbd.ko";

    private final ProcessRunner processes = mock(ProcessRunner.class);

    @TempDir private Path root = Path.of("");

    @BeforeEach
    void installAKernelAndItsModule() throws IOException {
        install(KERNEL, "drbd", 1);
        Files.createDirectories(root.resolve("var/lib/rpm"));
        Files.createFile(root.resolve("var/lib/rpm/rpmdb.sqlite"));
        rpmSays(0, "kmod-drbd-9.1.2-1.el8.x86_64\n");
    }

    @Test
    void aModuleThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        install(KERNEL, "npreal2", 1);
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: no out-of-tree module drdb is in @ROOT@/lib/modules/"
                                + KERNEL
                                + " (not found: no file of that name); there are: drbd npreal2\n"),
                pin("drdb"));
        assertTrue(Files.notExists(root.resolve("etc")));
    }

    @Test
    void theModuleThatComesWithTheKernelIsNotMeant() throws IOException {
        Files.delete(root.resolve(PLACE.substring(1)));
        ModuleFixture.builtFor(KERNEL)
                .info("intree", "Y")
                .writeTo(root.resolve("lib/modules/" + KERNEL + "/kernel/drivers/drbd.ko"));
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: no out-of-tree module drbd is in @ROOT@/lib/modules/"
                                + KERNEL
                                + " (the in-tree module instead); there is none\n"),
                pin("drbd"));
    }

    @Test
    void aRootWithoutKernelsIsAnError() throws IOException {
        Path empty = Files.createDirectory(root.resolve("empty"));
        assertEquals(
                new CommandRun(4, "", "kernelpin: no kernel is installed in " + empty + "\n"),
                run("--root", empty.toString(), "drbd"));
        assertEquals(
                new CommandRun(4, "", "kernelpin: " + empty + "/no: no such directory\n"),
                run("--root", empty + "/no", "drbd"));
    }

    @Test
    void kernelsThatNoneInstalledIsOneOfAreAnError() {
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: no kernel 4.18.0-80.* (RHEL 8.0) is installed in @ROOT@\n"),
                pin("--kernel=rhel:8.0", "drbd"));
    }

    @Test
    void whatCannotStandInAPinFileIsAUsageError() throws IOException {
        for (List<String> each :
                List.of(
                        List.of("--id=a/b", "id is to be up to 64 letters, digits, dots,"),
                        List.of("--id=.drbd", "id begins with a dot: pins in hidden files are"),
                        List.of("--package=kmod *", "package is no name: expected letters,"),
                        List.of("--reason= ", "reason is empty\n"),
                        List.of(
                                "--kernel=el8",
                                "--kernel: \"el8\" does not start with a number"))) {
            CommandRun run = pin(each.get(0), "drbd");
            assertEquals(2, run.exitCode(), each.toString());
            assertTrue(run.err().startsWith(each.get(1)), run.err());
        }
        assertTrue(Files.notExists(root.resolve("etc")));
    }

    @Test
    void anIdThatIsTakenIsRefused() throws IOException {
        write("etc/kernelpin/pins.d/all.toml", "[[pin]]\nid='drbd'\nkernel='6.1-1'\n");
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: there is a pin drbd already at @ROOT@/etc/kernelpin/pins.d/"
                                + "all.toml:1: edit it, take it away with kernelpin unpin, or give"
                                + " another --id\n"),
                pin("drbd"));
        assertEquals(List.of("all.toml"), pinFiles());
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws IOException {
        Path file = write("etc/kernelpin/pins.d/drbd.toml", "# nothing yet\n");
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: @ROOT@/etc/kernelpin/pins.d/drbd.toml exists already: edit it,"
                                + " or give another --id\n"),
                pin("drbd"));
        assertEquals("# nothing yet\n", Files.readString(file));
    }

    @Test
    void brokenPinsAreListed() throws IOException {
        write("etc/kernelpin/pins.d/b.toml", "x = 1\n");
        assertEquals(
                new CommandRun(
                        5,
                        "",
                        "@ROOT@/etc/kernelpin/pins.d/b.toml:1:1: unknown key \"x\": expected pin\n"),
                pin("drbd"));
    }

    @Test
    void withoutRpmThePackageHasToBeNamed() throws IOException {
        when(processes.run(anyList(), anyString(), any()))
                .thenThrow(new IOException("Cannot run program \"/usr/bin/rpm\""));
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: cannot tell the package of "
                                + PLACE
                                + ", say it with --package: Cannot run program \"/usr/bin/rpm\"\n"),
                pin("drbd"));
    }

    @Test
    void aPackageThatIsNamedIsNotAskedAbout() throws IOException {
        ProcessRunner none = mock(ProcessRunner.class);
        CommandRun run = run(none, "--root", root.toString(), "--package=kmod-drbd", "drbd");
        assertEquals(0, run.exitCode(), run.err());
        verifyNoInteractions(none);
        assertEquals("kmod-drbd", onlyPin().modules().get(0).packageName());
        assertEquals(null, onlyPin().modules().get(0).version());
    }

    @Test
    void theWholePinIsShownAndWritten() throws IOException {
        String expected =
                """
                # What kmod-drbd-9.1.2-1.el8.x86_64 was installed for: %s
                [[pin]]
                id      = "drbd"
                reason  = "tested"
                kernel  = ["rhel:8.4"]

                [[pin.module]]
                name    = "drbd"
                package = "kmod-drbd"
                # Widen it to what has been tested: ">= 9.1.2, < 9.2"
                version = "= 9.1.2"
                """
                        .formatted(KERNEL);
        String place = "@ROOT@/etc/kernelpin/pins.d/drbd.toml\n\n";
        assertEquals(
                new CommandRun(0, "would write " + place + expected, ""),
                pin("drbd", "--reason=tested", "--dry-run"));
        assertTrue(Files.notExists(root.resolve("etc")));
        assertEquals(
                new CommandRun(0, "wrote " + place + expected, ""), pin("drbd", "--reason=tested"));
        Path file = root.resolve("etc/kernelpin/pins.d/drbd.toml");
        assertEquals(expected, Files.readString(file));
        assertEquals("rw-r--r--", permissions(file));
        for (String directory : List.of("etc", "etc/kernelpin", "etc/kernelpin/pins.d")) {
            assertEquals("rwxr-xr-x", permissions(root.resolve(directory)));
        }
        assertEquals(List.of(".kernelpin.lock", "drbd.toml"), pinFiles());
    }

    @Test
    void whatNoPackageOwnsIsPinnedWithoutOne() throws IOException {
        rpmSays(1, "file " + PLACE + " is not owned by any package\n");
        assertEquals(0, pin("drbd").exitCode());
        assertEquals("", onlyPin().modules().get(0).packageName());
        assertEquals(null, onlyPin().modules().get(0).version());
        assertEquals("", onlyPin().reason());
    }

    @Test
    void aReasonMayHaveAnyCharacters() throws IOException {
        String reason = "\"it\" \\ runs\non \u00fcbermorgen's\ttrain \ud83d\ude82 \u202e\u001b[31m";
        CommandRun run = pin("drbd", "--reason=" + reason);
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(reason, onlyPin().reason());
        assertTrue(
                run.out()
                        .contains(
                                "reason  = \"\\\"it\\\" \\\\ runs\\non \u00fcbermorgen's\\ttrain"
                                        + " \ud83d\ude82 \\u202e\\u001b[31m\"\n"),
                run.out());
    }

    @Test
    void theKernelThatBootsNextIsPinnedOfAnotherRoot() throws IOException {
        install(NEXT, "drbd", 1);
        assertEquals(0, pin("drbd", "--id=newest").exitCode());
        write(
                "boot/loader/entries/a-" + KERNEL + ".conf",
                "version " + KERNEL + "\nlinux /vmlinuz-" + KERNEL + "\n");
        write("boot/grub2/grubenv", "saved_entry=a-" + KERNEL + "\n");
        assertEquals(0, pin("drbd").exitCode());
        assertTrue(text("newest").contains("kernel  = [\"rhel:8.5\"]\n"), text("newest"));
        assertTrue(text("drbd").contains("kernel  = [\"rhel:8.4\"]\n"), text("drbd"));
    }

    @Test
    void ofKernelsThatAreSaidTheNewestInstalledIsLookedInto() throws IOException {
        install(NEXT, "other", 1);
        assertEquals(0, pin("drbd", "--kernel= >= 4.18.0-300, < 4.18.0-306").exitCode());
        assertTrue(
                text("drbd").contains("kernel  = [\">= 4.18.0-300, < 4.18.0-306\"]\n"),
                text("drbd"));
    }

    @Test
    void aKernelOfNoRhelMinorIsPinnedByItsOwn() throws IOException {
        install("4.18.0-999.1.el8.x86_64", "drbd", 1);
        assertEquals(0, pin("drbd").exitCode());
        assertTrue(onlyPin().permits(Evr.parse("4.18.0-999.7.el8")));
        assertTrue(text("drbd").contains("kernel  = [\"4.18.0-999\"]\n"), text("drbd"));
    }

    @Test
    void aKernelWithoutBuildNumberHasToBeSaid() throws IOException {
        install("6.1.0-rc1", "drbd", 1);
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: 6.1.0-rc1 is of no minor: say which kernels to pin with"
                                + " --kernel\n"),
                pin("drbd"));
    }

    @Test
    void aVariantIsPinnedAsSuch() throws IOException {
        install(REALTIME, "drbd", 1);
        assertEquals(0, pin("drbd", "--kernel=4.18.0-305.rt7.72.el8").exitCode());
        assertEquals(List.of("rt"), onlyPin().variants());
    }

    @Test
    void aModuleThatDoesNotLoadIsPinnedWithAWarning() throws IOException {
        install(KERNEL, "drbd", 2);
        CommandRun run = pin("drbd");
        assertEquals(0, run.exitCode());
        assertEquals(
                "kernelpin: warning, the pin is about a module that is not known to load in "
                        + KERNEL
                        + ": 1 of 1 symbols disagree (1 changed)\n",
                run.err());
        assertEquals("drbd", onlyPin().id());
    }

    private Pin onlyPin() throws IOException {
        try {
            List<Pin> pins =
                    PinDirectory.read(
                            List.of(RootedPath.ofHost(root.resolve("etc/kernelpin/pins.d"))),
                            RhelMinorsTable.load(),
                            false);
            assertEquals(1, pins.size());
            return pins.get(0);
        } catch (BadFileException e) {
            throw new AssertionError(e.errors().toString(), e);
        }
    }

    private String text(String id) throws IOException {
        return Files.readString(root.resolve("etc/kernelpin/pins.d/" + id + ".toml"));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> pinFiles() throws IOException {
        try (var files = Files.list(root.resolve("etc/kernelpin/pins.d"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void rpmSays(int status, String output) throws IOException {
        when(processes.run(anyList(), anyString(), any()))
                .thenReturn(new ProcessRunner.Result(status, output));
    }

    /** A kernel whose one symbol has the CRC 1, and a module that needs it. */
    private void install(String kernel, String module, int crc) throws IOException {
        write("lib/modules/" + kernel + "/vmlinuz", "");
        write("lib/modules/" + kernel + "/symvers", "0x00000001\tprintk\tvmlinux\tEXPORT_SYMBOL\n");
        ModuleFixture.builtFor(kernel)
                .needs("printk", crc)
                .writeTo(root.resolve("lib/modules/" + kernel + "/extra/" + module + ".ko"));
    }

    private Path write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private CommandRun pin(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(List.of(arguments));
        CommandRun run = run(all.toArray(new String[0]));
        return new CommandRun(
                run.exitCode(),
                run.out().replace(root.toString(), "@ROOT@"),
                run.err().replace(root.toString(), "@ROOT@"));
    }

    private CommandRun run(String... arguments) {
        return run(processes, arguments);
    }

    private static CommandRun run(ProcessRunner runner, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLine(new PinCommand(runner))
                        .setExecutionExceptionHandler(new FailureHandler())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
