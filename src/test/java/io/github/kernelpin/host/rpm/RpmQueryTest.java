package io.github.kernelpin.host.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RpmQueryTest {

    private static final String FILE = "/lib/modules/1-1/extra/drbd.ko";
    private static final String FORMAT =
            "--qf=%{NAME}-%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}.%{ARCH}\\n";

    @TempDir private Path root;

    private final ProcessRunner processes = mock(ProcessRunner.class);

    @BeforeEach
    void makeADatabase() throws IOException {
        Files.createDirectories(root.resolve("var/lib/rpm"));
        Files.createFile(root.resolve("var/lib/rpm/rpmdb.sqlite"));
    }

    @Test
    void aRootWithoutADatabaseHasNoPackagesAndGetsNone() throws IOException {
        Files.delete(root.resolve("var/lib/rpm/rpmdb.sqlite"));
        RpmQuery query = new RpmQuery(new InstallRoot(root), processes);
        assertEquals(List.of(), providers());
        assertEquals(Set.of(), query.names());
        assertEquals(Optional.empty(), query.owner(FILE));
        verifyNoInteractions(processes);
    }

    @Test
    void aDatabaseOfTheHostIsNotTheRoots() throws IOException {
        Path folder = root.resolve("var/lib/rpm");
        Files.delete(folder.resolve("rpmdb.sqlite"));
        Files.createSymbolicLink(folder.resolve("rpmdb.sqlite"), Path.of("/etc/passwd"));
        assertEquals(
                folder + "/rpmdb.sqlite: rpm would not find a plain file here",
                assertThrows(IOException.class, this::providers).getMessage());
        Files.delete(folder.resolve("rpmdb.sqlite"));
        Files.delete(folder);
        Files.createSymbolicLink(folder, Path.of("/etc"));
        assertEquals(List.of(), providers());
        verifyNoInteractions(processes);
    }

    @Test
    void aFailureOfRpmIsSaidInItsWords() throws IOException {
        assertFails(
                "rpm -qf failed with status 1: error: cannot open Packages; error: file none",
                1,
                "error: cannot open Packages\nerror: file none\n");
    }

    @Test
    void anOwnerThatIsNoneIsAnError() throws IOException {
        assertFails(
                "rpm -qf says \"warning\" is no NEVRA: expected"
                        + " name-[epoch:]version-release.arch",
                0,
                "warning\n");
    }

    @Test
    void severalOwnersAreAnError() throws IOException {
        assertFails(
                FILE + " belongs to both kmod-a and kmod-b",
                0,
                "kmod-a-1-1.el8.x86_64\nkmod-b-1-1.el8.x86_64\n");
    }

    @Test
    void aFailureToNameProvidersIsSaidInItsWords() throws IOException {
        answerProviders(1, "error: cannot open Packages\n");
        assertEquals(
                "rpm -q --whatprovides failed with status 1: error: cannot open Packages",
                assertThrows(IOException.class, this::providers).getMessage());
        answerProviders(0, "what?\n");
        assertEquals(
                "rpm -q --whatprovides says \"what?\" is no NEVRA: expected"
                        + " name-[epoch:]version-release.arch",
                assertThrows(IOException.class, this::providers).getMessage());
    }

    @Test
    void thereMayBeNoProviderOrSeveral() throws IOException {
        answerProviders(1, "no package provides kernel-uname-r\n");
        assertEquals(List.of(), providers());
        answerProviders(0, "a-1-1.x86_64\nb-1:2-2.noarch\n");
        assertEquals(
                List.of(Nevra.parse("a-1-1.x86_64"), Nevra.parse("b-1:2-2.noarch")), providers());
    }

    @Test
    void providersMaySayWhatElseTheyProvide() throws IOException {
        String format = FORMAT + "[ %{PROVIDENAME} %{PROVIDEFLAGS:depflags} %{PROVIDEVERSION}\\n]";
        answerProviders(format, 0, "a-1-1.x86_64\n a = 1-1\n x  \nb-1:2-2.noarch\n x < 3\n");
        assertEquals(
                List.of(
                        packageThatProvides("a-1-1.x86_64", "a = 1-1", "x"),
                        packageThatProvides("b-1:2-2.noarch", "x < 3")),
                query().packagesProviding("kernel-uname-r"));
        answerProviders(format, 1, "no package provides kernel-uname-r\n");
        assertEquals(List.of(), query().packagesProviding("kernel-uname-r"));
    }

    private static RpmPackage packageThatProvides(String nevra, String... capabilities) {
        List<RpmPackage.Capability> provides = new ArrayList<>();
        for (String each : capabilities) {
            provides.add(RpmPackage.Capability.parse(each));
        }
        return RpmPackage.of(Nevra.parse(nevra), provides);
    }

    @Test
    void aFileThatNoPackageOwnsHasNoOwner() throws IOException {
        answer(1, "file " + FILE + " is not owned by any package\n");
        assertEquals(Optional.empty(), owner());
        answer(1, "error: file " + FILE + ": No such file or directory\n");
        assertEquals(Optional.empty(), owner());
    }

    @Test
    void aFileBelowUsrIsOwnedByThePackageThatSaysLib() throws IOException {
        String merged = "/usr" + FILE;
        when(processes.run(
                        eq(
                                List.of(
                                        "/usr/bin/rpm",
                                        "--dbpath=" + root + "/var/lib/rpm",
                                        "-qf",
                                        FORMAT,
                                        merged)),
                        anyString(),
                        any()))
                .thenReturn(
                        new ProcessRunner.Result(
                                1, "file " + merged + " is not owned by any package\n"));
        answer(0, "kmod-a-1-1.el8.x86_64\n");
        assertEquals(
                Optional.of(Nevra.parse("kmod-a-1-1.el8.x86_64")),
                new RpmQuery(new InstallRoot(root), processes).owner(merged));
    }

    @Test
    void ofSeveralVersionsTheNewestCounts() throws IOException {
        answer(0, "kmod-a-1:9.1.9-1.el8.x86_64\nkmod-a-1:9.1.10-1.el8.x86_64\n");
        assertEquals(Optional.of(Nevra.parse("kmod-a-1:9.1.10-1.el8.x86_64")), owner());
    }

    @Test
    void theHostItselfIsAskedWithoutChroot() throws IOException {
        when(processes.run(eq(List.of("/usr/bin/rpm", "-qf", FORMAT, FILE)), anyString(), any()))
                .thenReturn(new ProcessRunner.Result(0, "kmod-a-1-1.el8.x86_64\n"));
        assertEquals(
                Optional.of(Nevra.parse("kmod-a-1-1.el8.x86_64")),
                new RpmQuery(new InstallRoot(Path.of("/")), processes).owner(FILE));
    }

    private void assertFails(String message, int status, String output) throws IOException {
        answer(status, output);
        assertEquals(message, assertThrows(IOException.class, this::owner).getMessage());
    }

    private void answer(int status, String output) throws IOException {
        when(processes.run(
                        eq(
                                List.of(
                                        "/usr/bin/rpm",
                                        "--dbpath=" + root + "/var/lib/rpm",
                                        "-qf",
                                        FORMAT,
                                        FILE)),
                        anyString(),
                        any()))
                .thenReturn(new ProcessRunner.Result(status, output));
    }

    private void answerProviders(int status, String output) throws IOException {
        answerProviders(FORMAT, status, output);
    }

    private void answerProviders(String format, int status, String output) throws IOException {
        List<String> command =
                List.of(
                        "/usr/bin/rpm",
                        "--dbpath=" + root + "/var/lib/rpm",
                        "-q",
                        "--whatprovides",
                        format,
                        "kernel-uname-r");
        when(processes.run(eq(command), anyString(), any()))
                .thenReturn(new ProcessRunner.Result(status, output));
    }

    private List<Nevra> providers() throws IOException {
        return query().providersOf("kernel-uname-r");
    }

    private RpmQuery query() {
        return new RpmQuery(new InstallRoot(root), processes);
    }

    private Optional<Nevra> owner() throws IOException {
        return new RpmQuery(new InstallRoot(root), processes).owner(FILE);
    }
}
