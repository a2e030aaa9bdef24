package io.github.kernelpin.host.dnf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.kernel.CandidateKernel;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelSearchTest {

    private static final String OLD = "4.18.0-305.el8.x86_64";
    private static final Set<String> WANTED = Set.of("printk");

    @TempDir private Path root = Path.of("");

    private final ProcessRunner runner = mock(ProcessRunner.class);
    private final List<String> waits = new ArrayList<>();
    private final List<List<String>> commands = new ArrayList<>();
    private KernelSearch search = new KernelSearch(new InstallRoot(root), runner, waits::add);

    @BeforeEach
    void searchBelowTheRoot() {
        search = new KernelSearch(new InstallRoot(root), runner, waits::add);
    }

    @Test
    void dnfFailsInItsOwnWords() throws IOException {
        dnf(1, "Error: no repodata\nError: really\n");
        IOException error = assertThrows(IOException.class, () -> search.available(WANTED));
        assertEquals(
                "dnf repoquery failed with status 1: Error: no repodata; Error: really",
                error.getMessage());
    }

    @Test
    void whatDnfSaysThatMakesNoSenseIsRefused() throws IOException {
        dnf(0, "", "@package kernel");
        IOException error = assertThrows(IOException.class, () -> search.available(WANTED));
        assertEquals("dnf repoquery: \"kernel\" is no package", error.getMessage());
    }

    @Test
    void dnfThatCannotBeRunIsAnError() throws IOException {
        when(runner.stream(any(), any(), any(), any()))
                .thenThrow(new IOException("no such program"));
        IOException error = assertThrows(IOException.class, () -> named("4.18.0-348.el8.x86_64"));
        assertEquals("no such program", error.getMessage());
    }

    @Test
    void aDamagedListOfSymbolsTellsNoMoreThanNone() throws IOException {
        when(runner.stream(any(), any(), any(), any())).thenReturn(new ProcessRunner.Result(0, ""));
        write("lib/modules/" + OLD + "/symvers", "nonsense\n");
        assertEquals(List.of(CandidateKernel.unknown(KernelRelease.parse(OLD))), named(OLD));
    }

    @Test
    void dnfIsNotAskedForAnInstalledKernel() throws IOException {
        write("lib/modules/" + OLD + "/symvers", "0x5\tprintk\tvmlinux\tEXPORT_SYMBOL\n");
        Symbols symbols = new Symbols();
        symbols.add("printk", 5);
        assertEquals(
                List.of(CandidateKernel.installed(KernelRelease.parse(OLD), symbols)), named(OLD));
        verifyNoInteractions(runner);
        assertEquals(List.of(), waits);
    }

    @Test
    void dnfIsAskedForKernelsThatAreNotInstalledOrHaveNoSymbols() throws IOException {
        Files.createDirectories(root.resolve("lib/modules/" + OLD));
        dnf(
                0,
                "",
                "@package kernel-core 0 4.18.0 348.el8 x86_64 baseos",
                "kernel(printk) = 0x5",
                "kernel-uname-r = 4.18.0-348.el8.x86_64");

        List<CandidateKernel> kernels = named("4.18.0-348.el8", OLD);

        assertEquals(
                List.of(
                        "/usr/bin/dnf",
                        "--installroot=" + root,
                        "--noplugins",
                        "-q",
                        "--setopt=destdir=",
                        "--setopt=debug_solver=0",
                        "--setopt=logfilelevel=0",
                        "repoquery",
                        "--available",
                        "--whatprovides=kernel*-uname-r,installonlypkg(kernel),"
                                + "kernel*-modules*",
                        "--qf=@package %{name} %{epoch} %{version} %{release} %{arch} %{repoid}\n"
                                + "%{provides}\n@requires\n%{requires}",
                        "*-4.18.0-348.el8.x86_64",
                        "*-4.18.0-305.el8.x86_64"),
                commands.get(0).stream().filter(each -> !each.startsWith("--config=")).toList());
        assertEquals(List.of("asking dnf for 4.18.0-348.el8.x86_64 and 1 more"), waits);
        assertEquals(CandidateKernel.Source.AVAILABLE, kernels.get(0).source());
        assertEquals("baseos", kernels.get(0).core().repository());
        assertEquals(CandidateKernel.unknown(KernelRelease.parse(OLD)), kernels.get(1));
    }

    @Test
    void theHostItselfIsNoInstallroot() throws IOException {
        dnf(0, "");
        new KernelSearch(new InstallRoot(Path.of("/")), runner, waits::add).available(WANTED);
        assertEquals(List.of("/usr/bin/dnf", "-q"), commands.get(0).subList(0, 2));
        assertEquals("--qf", commands.get(0).get(commands.get(0).size() - 1).substring(0, 4));
        assertEquals(List.of("asking dnf for all kernels"), waits);
    }

    @Test
    void theArchitectureIsThatOfTheKernelsThere() throws IOException {
        Files.createDirectories(root.resolve("lib/modules/5.14.0-70.el9.s390x"));
        assertEquals("5.14.0-71.el9.s390x", parse("5.14.0-71.el9"));
    }

    @Test
    void withoutAKernelTheArchitectureIsThatOfTheMachine() throws IOException {
        String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        assertEquals("5.14.0-71.el9." + machine, parse("5.14.0-71.el9"));
    }

    @Test
    void aKernelThatFollowsNoSchemeIsCalledLikeItsDirectory() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> parse("6.2.2"));
        Files.createDirectories(root.resolve("lib/modules/6.2.2"));
        assertEquals("6.2.2", parse("6.2.2"));
    }

    @Test
    void theSameKernelIsLookedAtOnce() throws IOException {
        Files.createDirectories(root.resolve("lib/modules/" + OLD));
        assertEquals(
                List.of(KernelRelease.parse(OLD)),
                search.parse(List.of(OLD, "4.18.0-305.el8", "kernel-core-" + OLD)));
    }

    private String parse(String name) throws IOException {
        return search.parse(List.of(name)).get(0).text();
    }

    private List<CandidateKernel> named(String... names) throws IOException {
        return search.named(search.parse(List.of(names)), WANTED);
    }

    private void dnf(int status, String errors, String... lines) throws IOException {
        when(runner.stream(any(), any(), any(), any()))
                .thenAnswer(
                        call -> {
                            commands.add(call.getArgument(0));
                            Consumer<String> consumer = call.getArgument(3);
                            List.of(lines).forEach(consumer);
                            return new ProcessRunner.Result(status, errors);
                        });
    }

    private void write(String path, String content) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), content);
    }
}
