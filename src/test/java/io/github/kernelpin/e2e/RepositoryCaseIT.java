package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.ModuleFixture;
import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kernelpin test} on cases that give a repository, with the real dnf, plugin and launcher.
 */
final class RepositoryCaseIT {

    private static final String KERNEL_84 = CaseDirectory.KERNEL_84;
    private static final String DRBD = CaseDirectory.DRBD;
    private static final String ALLOWED = CaseDirectory.ALLOWED;
    private static final String REFUSED = CaseDirectory.REFUSED;

    @TempDir private Path scratch = Path.of("");

    @TempDir private Path temporary = Path.of("");

    private CaseDirectory cases = new CaseDirectory(scratch, temporary);

    @BeforeAll
    static void buildPackages() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @BeforeEach
    void writePins() throws IOException {
        cases = new CaseDirectory(scratch, temporary);
        cases.prepare();
    }

    @AfterEach
    void noTemporaryDirectoryIsLeft() throws IOException {
        assertEquals(List.of(), CaseDirectory.list(temporary));
    }

    @Test
    void theFilesOfAModuleWithoutPackageAreRead() throws IOException, InterruptedException {
        Files.delete(scratch.resolve("pins.d/drbd.toml"));
        cases.copyPin("npreal2-without-package.toml");
        ModuleFixture.builtFor("4.18.0-305.el8.x86_64")
                .needs("printk", 0xc5850110L)
                .needs("sock_create_kern", 0x1f2e3d4cL)
                .needs("lc_create", 0x2ba16a0dL)
                .writeTo(scratch.resolve("modules/4.18.0-305.el8.x86_64/extra/npreal2.ko"));
        String breaks =
                "expect = \"refuse\"\nrules = [\"symbol-changed\"]\nmodules = \"modules\"\n";
        cases.write("breaking", "packages/breaking-8.4", "\"upgrade\"", KERNEL_84, breaks);
        String fits = ALLOWED + "modules = \"modules\"\n";
        cases.write("fitting", "packages/updates-8.4", "\"upgrade\"", KERNEL_84, fits);

        cases.assertPasses("breaking", "fitting");
    }

    @Test
    void nextWeeksKernelIsRefusedAndTheMessageNamesNothingOfThisMachine()
            throws IOException, InterruptedException {
        String message = Resources.text("cases/repository/refused.txt");
        cases.write(
                "a",
                "packages/baseos-8.5",
                "\"upgrade\", \"--best\", \"--exclude=tar\"",
                KERNEL_84 + ", " + DRBD,
                REFUSED + "message = '''\n" + message + "'''\n");

        cases.assertPasses("a");
    }

    @Test
    void thePinsMayBeInTheCaseItself() throws IOException, InterruptedException {
        String pins = Files.readString(scratch.resolve("pins.d/drbd.toml"));
        Files.delete(scratch.resolve("pins.d/drbd.toml"));
        String installed = KERNEL_84 + ", " + DRBD;
        cases.write("a", "packages/baseos-8.5", "\"upgrade\"", installed, REFUSED + pins);
        Path file = scratch.resolve("a.case.toml");
        Files.writeString(file, Files.readString(file).replace("pins = \"pins.d\"\n", ""));

        cases.assertPasses("a");
    }

    @Test
    void whatThePinsLetInIsAllowed() throws IOException, InterruptedException {
        cases.write(
                "inside", "packages/updates-8.4", "\"upgrade\"", KERNEL_84 + ", " + DRBD, ALLOWED);
        cases.write(
                "nothing", "packages/baseos-8.4", "\"upgrade\"", KERNEL_84 + ", " + DRBD, ALLOWED);
        cases.write(
                "ordinary",
                "packages/ordinary",
                "\"install\", \"tar\"",
                KERNEL_84 + ", " + DRBD,
                ALLOWED);

        cases.assertPasses("inside", "nothing", "ordinary");
    }

    @Test
    void theArchitectureIsThatOfTheInstalledPackages() throws IOException, InterruptedException {
        Path packages = scratch.resolve("foreign");
        for (String release : List.of("305.el8", "348.el8")) {
            DnfHost.Run build =
                    DnfHost.program(
                            "rpmbuild",
                            "--quiet",
                            "--target=s390x",
                            "--define=_topdir " + scratch.resolve("build"),
                            "--define=_rpmdir " + packages,
                            "--define=family kernel",
                            "--define=kversion 4.18.0",
                            "--define=krelease " + release,
                            "--define=crc 0x1",
                            "--define=debug_package %{nil}",
                            "--define=__os_install_post %{nil}",
                            "-bb",
                            "src/test/rpm/kernel.spec");
            assertEquals(0, build.status(), build.err());
        }
        cases.write(
                "foreign",
                "foreign",
                "\"upgrade\"",
                KERNEL_84.replace("x86_64", "s390x"),
                "expect = \"refuse\"\nrules = [\"kernel-outside-pin\"]\n");
        Path file = scratch.resolve("foreign.case.toml");
        Files.writeString(
                file, Files.readString(file).replace("installed_from = \"packages\"\n", ""));

        cases.assertPasses("foreign");
    }

    @Test
    void anAllowanceCountsUntilTheDayOfTheCase() throws IOException, InterruptedException {
        String allow = "allow = [\"4.18.0-348.el8@2026-06-30\"]\ndate = ";
        String rules = "rules = [\"kernel-outside-pin\", \"symbol-changed\"]\n";
        cases.write(
                "lapsed",
                "packages/baseos-8.5",
                "\"upgrade\"",
                KERNEL_84 + ", " + DRBD,
                REFUSED + allow + "\"2026-07-01\"\n");
        cases.write(
                "valid",
                "packages/baseos-8.5",
                "\"upgrade\"",
                KERNEL_84 + ", " + DRBD,
                "expect = \"allow\"\n" + rules + allow + "\"2026-06-30\"\n");

        cases.assertPasses("lapsed", "valid");
    }

    @Test
    void dnfEvictsTheOldestKernelOfTooMany() throws IOException, InterruptedException {
        Files.writeString(
                scratch.resolve("pins.d/drbd.toml"),
                "[[pin]]\nid = \"old\"\nkernel = \"rhel:8.3\"\n");
        String rules = "expect = \"refuse\"\nrules = [\"kernel-outside-pin\"";
        String installed = KERNEL_84 + ", " + KERNEL_84.replace("305.el8", "240.22.1.el8_3");
        cases.write(
                "evicted",
                "packages/updates-8.4",
                "\"upgrade\"",
                installed,
                rules + ", \"no-pinned-kernel-left\"]\ninstallonly_limit = 2\n");
        cases.write("kept", "packages/updates-8.4", "\"upgrade\"", installed, rules + "]\n");

        cases.assertPasses("evicted", "kept");
    }

    @Test
    void theExampleInTheDocumentationPasses() throws IOException, InterruptedException {
        String page = Files.readString(Path.of("src/site/markdown/cases.md"));
        int start = page.indexOf("name = \"next week's kernel is refused\"\n");
        Files.createDirectory(scratch.resolve("cases"));
        Files.createSymbolicLink(
                scratch.resolve("next-week"), scratch.resolve("packages/baseos-8.5"));
        Files.createSymbolicLink(
                scratch.resolve("golden-image"), scratch.resolve("packages/baseos-8.4"));
        Files.writeString(
                scratch.resolve("cases/page.case.toml"),
                page.substring(start, page.indexOf("```", start)));

        cases.assertPasses("next week's kernel is refused");
    }

    @Test
    void theDirectoriesOfTheCaseAreNotTouched() throws IOException, InterruptedException {
        Path odd = Files.createDirectories(scratch.resolve("a dir, with %20 and é/below"));
        Path built = Path.of("target/repositories/updates-8.4");
        try (Stream<Path> files = Files.list(built)) {
            for (Path each : files.filter(file -> file.toString().endsWith(".rpm")).toList()) {
                Files.copy(each, odd.resolve(each.getFileName()));
            }
        }
        Files.createDirectory(odd.resolveSibling("repodata"));
        Files.writeString(odd.resolveSibling("repodata/repomd.xml"), "stale");
        cases.write(
                "a",
                "a dir, with %20 and é",
                "\"upgrade\"",
                KERNEL_84 + ", " + DRBD,
                ALLOWED.replace("message = \"\"\n", ""));
        Map<Path, FileTime> before = cases.snapshot();

        cases.assertPasses("a");

        assertEquals(before, cases.snapshot());
    }

    @Test
    void noScriptOfAPackageRuns() throws IOException, InterruptedException {
        Path marks = Files.createDirectory(scratch.resolve("marks"));
        Path packages = scratch.resolve("scripts");
        DnfHost.Run build =
                DnfHost.program(
                        "rpmbuild",
                        "--quiet",
                        "--define=_topdir " + scratch.resolve("build"),
                        "--define=_rpmdir " + packages,
                        "--define=marks " + marks,
                        "-bb",
                        "src/test/rpm/scriptlets.spec");
        assertEquals(0, build.status(), build.err());
        Path file = packages.resolve("noarch/kmod-scriptlets-1.0-1.el8.noarch.rpm");
        // They run where nobody forbids it, and rpm says so.
        DnfHost.Run install =
                DnfHost.program(
                        "rpm",
                        "--dbpath=" + scratch.resolve("database"),
                        "--nodeps",
                        "--nosignature",
                        "-i",
                        file.toString());
        assertTrue(install.err().contains("pretrans has run"), install.err());
        assertTrue(Files.exists(marks.resolve("pretrans")));
        for (Path mark : CaseDirectory.list(marks)) {
            Files.delete(mark);
        }
        Files.createSymbolicLink(
                packages.resolve("kernel-core.rpm"),
                Path.of("target/repositories/baseos-8.4/kernel-core-4.18.0-305.el8.x86_64.rpm")
                        .toAbsolutePath());
        cases.write(
                "a",
                "packages/ordinary",
                "\"upgrade\"",
                "\"kmod-scriptlets-1.0-1.el8.noarch\", \"kernel-core-4.18.0-305.el8.x86_64\"",
                ALLOWED);
        Path written = scratch.resolve("a.case.toml");
        Files.writeString(
                written, Files.readString(written).replace("= \"packages\"", "= \"scripts\""));

        cases.assertPasses("a");

        assertEquals(List.of(), CaseDirectory.list(marks));
    }

    @Test
    void stoppingItLeavesNoFilesBehind() throws IOException, InterruptedException {
        cases.write("a", "packages/baseos-8.5", "\"upgrade\"", KERNEL_84 + ", " + DRBD, REFUSED);
        Path output = scratch.resolve("output");
        Process process =
                new ProcessBuilder(cases.command())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        List<ProcessHandle> running = List.of();
        while (running.stream().noneMatch(RepositoryCaseIT::isDnf)) {
            assertTrue(process.isAlive(), "it ended before dnf was seen");
            Thread.sleep(5);
            running = process.descendants().toList();
        }

        process.destroy();

        assertEquals(128 + 15, process.waitFor());
        assertEquals("", Files.readString(output));
        assertEquals(List.of(), running.stream().filter(ProcessHandle::isAlive).toList());
        assertEquals(List.of(), CaseDirectory.list(temporary));
    }

    private static boolean isDnf(ProcessHandle process) {
        return String.join(" ", process.info().arguments().orElse(new String[0]))
                .contains("/usr/bin/dnf");
    }
}
