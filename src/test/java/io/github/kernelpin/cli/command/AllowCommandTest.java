package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.cli.console.FailureHandler;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class AllowCommandTest {

    private static final String KERNEL = "4.18.0-348.el8";
    private static final String FILE = "@ROOT@/etc/dnf/plugins/kernelpin.conf";

    @TempDir private Path root = Path.of("");
    private Path file = Path.of("");
    private final ProcessRunner runner = mock(ProcessRunner.class);

    @BeforeEach
    void nameTheFile() throws IOException {
        file = root.resolve("etc/dnf/plugins/kernelpin.conf");
    }

    @Test
    void whatMakesNoSenseIsAUsageError() {
        for (List<String> each :
                List.of(
                        List.of("--remove needs a KERNEL", "--remove"),
                        List.of("--reason and --expires are for a KERNEL", "--reason=why"),
                        List.of("--reason and --expires are for", "--remove", KERNEL, "--reason=b"),
                        List.of("a KERNEL that is allowed needs --reason and", KERNEL),
                        List.of("a KERNEL that is allowed needs", KERNEL, "--expires=9999-12-31"),
                        List.of("a KERNEL that is allowed needs", KERNEL, "--reason=why"),
                        List.of("\"kernel-6.1-1\" is no kernel", allowing("kernel-6.1-1")),
                        List.of("\"6.1\" is no kernel", allowing("6.1")),
                        List.of("\"6.1-\" is no kernel", allowing("6.1-")),
                        List.of("\"6.1-1,b\" is no kernel", allowing("6.1-1,b")),
                        List.of("\"6.1-1?\" is no kernel", allowing("6.1-1\u001b")),
                        List.of("--expires is no date", KERNEL, "--reason=why", "--expires=soon"),
                        List.of(
                                "--expires is no date",
                                KERNEL,
                                "--reason=b",
                                "--expires=2026-02-30"),
                        List.of(
                                "--expires is no date",
                                KERNEL,
                                "--reason=b",
                                "--expires=+10000-01-01"),
                        List.of(
                                "--expires is in the past",
                                KERNEL,
                                "--reason=b",
                                "--expires=2026-01-01"),
                        List.of(
                                "--reason is to be one",
                                KERNEL,
                                "--reason=a\nb",
                                "--expires=9999-12-31"))) {
            String[] arguments = String.join("\t", each.subList(1, each.size())).split("\t", -1);
            CommandRun run = allow(arguments);
            assertEquals(2, run.exitCode(), each.toString());
            assertTrue(run.err().startsWith("kernelpin: " + each.get(0)), run.err());
        }
        assertTrue(Files.notExists(file));
    }

    @Test
    void aKernelThatIsNotAllowedCannotBeRemoved() throws IOException {
        write("[main]\nallow = 1-1\n");
        assertEquals(
                new CommandRun(4, "", "kernelpin: " + FILE + " does not allow 2-2\n"),
                allow("--remove", "2-2"));
        assertEquals("[main]\nallow = 1-1\n", Files.readString(file));
    }

    @Test
    void aRootThatIsNotThereIsAnError() {
        assertEquals(
                new CommandRun(4, "", "kernelpin: /no/root: no such directory\n"),
                CommandRun.of("", "allow", "--root=/no/root"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'[main]\nallow = 1-1,\n  2-2\n# c\n' | '[main]\n# allow K: why\nallow = 1-1 2-2 K\n# c\n'",
                "'[main] # c\nallow = 1-1\n' | '[main] # c\n# allow K: why\nallow = 1-1 K\n'",
                "'[main] # c\ntimeout=5\n' | '[main] # c\n# allow K: why\nallow = K\ntimeout=5\n'",
                "'[main]\nallow = \"1-1\"\n' | '[main]\n# allow K: why\nallow = 1-1 K\n'",
            })
    void anOptionIsChangedAsDnfReadsIt(String before, String after) throws IOException {
        write(before);
        assertEquals(0, allow(allowing(KERNEL).split("\t", -1)).exitCode());
        assertEquals(
                after.replace("K:", KERNEL + ":").replace("K\n", KERNEL + "@9999-12-31\n"),
                Files.readString(file));
    }

    @Test
    void aFileThatDnfCannotReadIsLeftAlone() throws IOException {
        write("[main]\nallow\n");
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: "
                                + FILE
                                + ": line 2: expected OPTION = VALUE: mend that first\n"),
                allow(allowing(KERNEL).split("\t", -1)));
    }

    @Test
    void theFileThatDnfReadsIsChanged() throws IOException {
        Path conf = file.resolveSibling("../dnf.conf").normalize();
        Files.createDirectories(conf.getParent());
        Files.writeString(conf, "[main]\npluginconfpath = /a /b\n");
        Path b = conf.resolveSibling("../../b/kernelpin.conf").normalize();
        Files.createDirectories(b.getParent());
        Files.writeString(b, "[main]\n");
        assertEquals(0, allow(allowing(KERNEL).split("\t", -1)).exitCode());
        assertEquals(
                "[main]\n# allow " + KERNEL + ": why\nallow = " + KERNEL + "@9999-12-31\n",
                Files.readString(b));
    }

    @Test
    void aFileThatIsNotTextIsLeftAlone() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {'[', (byte) 0xff});
        assertEquals(new CommandRun(4, "", "kernelpin: " + FILE + ": not UTF-8 text\n"), allow());
    }

    @Test
    void theFileIsMadeIfItIsNotThere() throws IOException {
        assertEquals(
                new CommandRun(0, KERNEL + " is allowed until 9999-12-31: " + FILE + "\n", ""),
                allow(allowing(KERNEL).split("\t", -1)));
        assertEquals(
                "[main]\n# allow " + KERNEL + ": why\nallow = " + KERNEL + "@9999-12-31\n",
                Files.readString(file));
    }

    @Test
    void everythingElseInTheFileStays() throws IOException {
        String before =
                "; a\n\n[main]\r\ntimeout=5\nallow=1-1, 2-2@2000-01-01 \n[other]\nallow = x";
        write(before);
        assertEquals(0, allow(allowing(KERNEL).split("\t", -1)).exitCode());
        String added =
                before.replace(
                        "allow=1-1, 2-2@2000-01-01 ",
                        ("# allow " + KERNEL + ": why\nallow= 1-1 2-2@2000-01-01 ")
                                + (KERNEL + "@9999-12-31"));
        assertEquals(added, Files.readString(file));
        assertEquals(
                0,
                allow(KERNEL, "--unseen", "--reason=\u00fcbermorgen", "--expires=9998-01-01")
                        .exitCode());
        assertEquals(
                added.replace("9999-12-31", "9998-01-01").replace(": why", ": \u00fcbermorgen"),
                Files.readString(file));
        assertEquals(
                new CommandRun(0, KERNEL + " is no longer allowed: " + FILE + "\n", ""),
                allow("--remove", KERNEL));
        assertEquals(
                before.replace("allow=1-1, 2-2@2000-01-01 ", "allow= 1-1 2-2@2000-01-01"),
                Files.readString(file));
    }

    @Test
    void aFileWithoutTheOptionGetsIt() throws IOException {
        write("[main]\ntimeout = 5\n");
        assertEquals(0, allow(allowing("1-1.x86_64").split("\t", -1)).exitCode());
        assertEquals(
                "[main]\n# allow 1-1.x86_64: why\nallow = 1-1.x86_64@9999-12-31\ntimeout = 5\n",
                Files.readString(file));
        write("# mine");
        assertEquals(0, allow(allowing("1-1").split("\t", -1)).exitCode());
        assertEquals(
                "# mine\n[main]\n# allow 1-1: why\nallow = 1-1@9999-12-31\n",
                Files.readString(file));
    }

    @Test
    void aLinkIsFollowedInsideTheRoot() throws IOException {
        Path real = root.resolve("srv/real.conf");
        Files.createDirectories(real.getParent());
        Files.writeString(real, "[main]\n");
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of("/srv/real.conf"));
        assertEquals(0, allow(allowing("1-1").split("\t", -1)).exitCode());
        assertTrue(Files.isSymbolicLink(file));
        assertTrue(Files.readString(real).contains("allow = 1-1@9999-12-31\n"));
    }

    @Test
    void kernelsAreListedWithReasonAndExpiry() throws IOException {
        assertEquals(new CommandRun(0, "no kernel is allowed by name\n", ""), allow());
        write(
                "[main]\n# allow 2-2: urgent\u001b\n# allow 3-3: late\n"
                        + "allow = 1-1 2-2@9999-12-31 3-3@2000-01-01 4-4@soon\n");
        assertEquals(
                new CommandRun(
                        0,
                        """
                        KERNEL  UNTIL                           REASON
                        1-1     for ever
                        2-2     9999-12-31                      urgent?
                        3-3     2000-01-01 (expired)            late
                        4-4     soon (no date: does not count)
                        """,
                        ""),
                allow());
    }

    @Test
    void aKernelThatNobodyCanSeeIsNotAllowedByMistake() throws IOException {
        Files.createDirectories(root.resolve("lib/modules/4.18.0-305.el8.x86_64"));
        dnfSees("kernel-core-4.18.0-348.el8.x86_64", "kernel-core-4.18.0-348.7.1.el8_5.x86_64");
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: no kernel 4.18.0-348 is installed, nor can dnf see one; there are"
                                + " 4.18.0-348.7.1.el8_5.x86_64, 4.18.0-348.el8.x86_64 (--unseen"
                                + " allows it all the same)\n"),
                search("4.18.0-348"));
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: no kernel 4.18.0-348.9.el8 is installed, nor can dnf see one;"
                                + " there are 4.18.0-305.el8.x86_64, 4.18.0-348.7.1.el8_5.x86_64,"
                                + " 4.18.0-348.el8.x86_64 (--unseen allows it all the same)\n"),
                search("4.18.0-348.9.el8"));
        dnfSees();
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: no kernel 6.1-1 is installed, nor can dnf see one; there is none of"
                                + " version 6.1 (--unseen allows it all the same)\n"),
                search("6.1-1"));
        assertTrue(Files.notExists(file));
    }

    @Test
    void aKernelThatIsInstalledOrThatDnfSeesIsAllowed() throws IOException {
        Files.createDirectories(root.resolve("lib/modules/4.18.0-305.el8.x86_64"));
        dnfSees("kernel-core-4.18.0-348.el8.x86_64");
        for (String kernel : List.of("4.18.0-305.el8", "4.18.0-305.el8.x86_64", "4.18.0-348.el8")) {
            assertEquals(0, search(kernel).exitCode(), kernel);
        }
    }

    @Test
    void whereDnfCannotTellTheKernelIsAllowedWithAWord() throws IOException {
        when(runner.stream(any(), any(), any(), any()))
                .thenReturn(new ProcessRunner.Result(1, "Error: no repositories\n"));
        assertEquals(
                new CommandRun(
                        0,
                        "6.1-1 is allowed until 9999-12-31: " + FILE + "\n",
                        "kernelpin: whether there is a kernel 6.1-1 is not known: dnf repoquery failed"
                                + " with status 1: Error: no repositories\n"),
                search("6.1-1"));
    }

    private void dnfSees(String... kernels) throws IOException {
        doAnswer(
                call -> {
                    Consumer<String> lines = call.getArgument(3);
                    for (String kernel : kernels) {
                        Nevra nevra = Nevra.parse(kernel);
                        lines.accept(
                                "@package %s 0 %s %s %s baseos"
                                        .formatted(
                                                nevra.name(),
                                                nevra.evr().version(),
                                                nevra.evr().release(),
                                                nevra.arch()));
                    }
                    return new ProcessRunner.Result(0, "");
                })
                .when(runner)
                .stream(any(), any(), any(), any());
    }

    private CommandRun search(String kernel) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLine(new AllowCommand(runner))
                        .setExecutionExceptionHandler(new FailureHandler())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute("--root=" + root, kernel, "--reason=why", "--expires=9999-12-31");
        return new CommandRun(
                exitCode,
                out.toString().replace(root.toString(), "@ROOT@"),
                err.toString().replace(root.toString(), "@ROOT@"));
    }

    private static String allowing(String kernel) {
        return kernel + "\t--unseen\t--reason=why\t--expires=9999-12-31";
    }

    @Test
    void aKernelThatIsListedTwiceHasItsReasonOnce() throws IOException {
        write("[main]\n# allow 1-1: the array\nallow = 1-1@2026-01-01 1-1\n");
        assertEquals(
                """
                KERNEL  UNTIL                 REASON
                1-1     2026-01-01 (expired)  the array
                1-1     for ever
                """,
                allow().out());
    }

    private void write(String content) throws IOException {
        Files.createDirectories(root.resolve("etc/dnf/plugins"));
        Files.writeString(file, content);
    }

    private CommandRun allow(String... arguments) {
        List<String> all = new ArrayList<>(List.of("allow", "--root", root.toString()));
        all.addAll(List.of(arguments));
        CommandRun run = CommandRun.of("", all.toArray(new String[0]));
        return new CommandRun(
                run.exitCode(),
                run.out().replace(root.toString(), "@ROOT@"),
                run.err().replace(root.toString(), "@ROOT@"));
    }
}
