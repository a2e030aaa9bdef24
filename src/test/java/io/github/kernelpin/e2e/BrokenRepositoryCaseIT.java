package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that give a repository, and that the real dnf, rpm or kernelpin can make nothing of. */
final class BrokenRepositoryCaseIT {

    private static final String KERNEL_84 = CaseDirectory.KERNEL_84;
    private static final String DRBD = CaseDirectory.DRBD;
    private static final String ALLOWED = CaseDirectory.ALLOWED;
    private static final String REFUSED = CaseDirectory.REFUSED;

    /** Makes a directory that is nested beyond what a path has room for. */
    private static final String DEEP =
            "import os, sys; os.chdir(sys.argv[1]);"
                    + " [(os.mkdir('d' * 200), os.chdir('d' * 200)) for _ in range(40)]";

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
    void whatDnfCannotSolveIsBrokenInItsOwnWords() throws IOException, InterruptedException {
        cases.write("a", "packages/baseos-8.5", "\"install\", \"nosuch\"", KERNEL_84, ALLOWED);
        cases.assertBroken(6, 8, "dnf failed, and says: Error: Unable to find a match: nosuch");

        cases.write("a", "packages/drbd-conflicting", "\"install\", \"drbd-tools\"", DRBD, ALLOWED);
        cases.assertBroken(
                6,
                8,
                "dnf failed, and says: Error: Problem: conflicting requests"
                        + "; - nothing provides kernel(lc_create) = 0x2ba16a0d needed by"
                        + " drbd-tools-1.0-1.el8.x86_64"
                        + "; - nothing provides kernel(printk) = 0xc5850110 needed by"
                        + " drbd-tools-1.0-1.el8.x86_64"
                        + "; - nothing provides kernel(sock_create_kern) = 0x1f2e3d4c needed by"
                        + " drbd-tools-1.0-1.el8.x86_64");
    }

    @Test
    void aPackageWithoutItsFileIsBroken() throws IOException, InterruptedException {
        cases.write(
                "a",
                "packages/baseos-8.5",
                "\"upgrade\"",
                "\"kernel-core-4.18.0-304.el8.x86_64\"",
                ALLOWED);
        cases.assertBroken(
                5,
                14,
                "no RPM file in " + scratch + "/packages is kernel-core-4.18.0-304.el8.x86_64");
    }

    @Test
    void aRepositoryWithoutPackagesIsBroken() throws IOException, InterruptedException {
        Path empty = Files.createDirectory(scratch.resolve("empty")).toRealPath();
        cases.write("a", "empty", "\"upgrade\"", DRBD, ALLOWED);
        cases.assertBroken(3, 14, empty + ": there is no file *.rpm");
    }

    @Test
    void whatOnlyLooksLikeAPackageIsBroken() throws IOException, InterruptedException {
        Path broken = Files.createDirectory(scratch.resolve("broken")).toRealPath();
        byte[] whole =
                Files.readAllBytes(
                        Path.of("target/repositories/baseos-8.4/kmod-drbd-9.1.2-1.el8.x86_64.rpm"));
        Files.write(broken.resolve("a.rpm"), Arrays.copyOf(whole, 300));
        cases.write("a", "broken", "\"upgrade\"", DRBD, ALLOWED);
        String found = CaseDirectory.unfolded(cases.run().out());
        assertTrue(
                found.contains(
                        ":3:14: rpm cannot read a package in "
                                + broken
                                + " (status 1): error: "
                                + broken
                                + "/a.rpm: "),
                found);
    }

    @Test
    void onlyRootCanRunIt() throws IOException, InterruptedException {
        cases.write("a", "packages/baseos-8.5", "\"upgrade\"", KERNEL_84, ALLOWED);
        // The directories of JUnit's are private.
        assertEquals(0, DnfHost.program("chmod", "755", scratch.toString()).status());

        DnfHost.Run run =
                DnfHost.program(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "scripts/kernelpin",
                        "test",
                        scratch.resolve("a.case.toml").toString());

        assertEquals(4, run.status(), run.err());
        assertTrue(
                CaseDirectory.unfolded(run.out())
                        .contains(
                                ":3:14: a case with a repository needs root, as rpm and dnf do: run"
                                        + " kernelpin test as root, perhaps in a container\n"),
                run.out());
    }

    @Test
    void aPinnedModuleWithoutPackageNeedsItsFiles() throws IOException, InterruptedException {
        cases.copyPin("npreal2-without-package.toml");
        cases.write("a", "packages/baseos-8.5", "\"upgrade\"", KERNEL_84, REFUSED);
        String found = CaseDirectory.unfolded(cases.run().out());
        assertTrue(
                found.contains(
                        " pins npreal2, which no package owns, so its files have to be known (a"
                                + " directory as /lib/modules)\n"),
                found);
        assertTrue(found.contains(":3:14: modules is missing: pins.d/"), found);
    }

    @Test
    void aTransactionThatCannotBeJudgedIsNoRefusal() throws IOException, InterruptedException {
        Files.delete(scratch.resolve("pins.d/drbd.toml"));
        cases.copyPin("npreal2-without-package.toml");
        Path deep = scratch.resolve("modules/4.18.0-305.el8.x86_64/extra" + "/d".repeat(17));
        Files.createDirectories(deep);
        String refused = "expect = \"refuse\"\nrules = [\"kernel-outside-pin\"]\n";
        cases.write(
                "a",
                "packages/baseos-8.5",
                "\"upgrade\"",
                KERNEL_84,
                refused + "modules = \"modules\"\n");

        cases.assertBroken(
                6,
                8,
                "dnf failed, and says: Error: kernelpin: cannot judge this transaction; it touches"
                        + " kernel, kernel-core and 1 more; /kernelpin ended with status 4;"
                        + " kernelpin: cannot read a pinned module that no package owns: "
                        + deep.getParent()
                        + ": too deep, or too many files");
    }

    @Test
    void aModuleThatCannotBeReadIsAboutThatModuleAlone() throws IOException, InterruptedException {
        Files.delete(scratch.resolve("pins.d/drbd.toml"));
        cases.copyPin("npreal2-without-package.toml");
        Path module = scratch.resolve("modules/4.18.0-305.el8.x86_64/extra/npreal2.ko");
        Files.createDirectories(module.getParent());
        Files.writeString(module, "no module");
        String refused = "expect = \"refuse\"\nrules = [\"symbols-unknown\"]\n";
        cases.write(
                "a",
                "packages/updates-8.4",
                "\"upgrade\"",
                KERNEL_84,
                refused + "modules = \"modules\"\n");

        cases.assertPasses("a");
    }

    @Test
    void argumentsThatFitNothingAreBroken() throws IOException, InterruptedException {
        String repository = "packages/baseos-8.5";
        cases.write("1", repository, "\"remove\", \"kmod-drdb\"", KERNEL_84, ALLOWED);
        cases.write(
                "2", repository, "\"install\", \"--skip-broken\", \"nosuch\"", KERNEL_84, ALLOWED);
        cases.write(
                "3", repository, "\"install\", \"kernel-core-4.18.0-305.el8\"", KERNEL_84, ALLOWED);
        cases.write("4", repository, "\"downgrade\", \"kernel-core\"", KERNEL_84, ALLOWED);
        cases.write("5", repository, "\"upgrade\", \"kmod-drbd\"", DRBD, ALLOWED);
        cases.write("6", repository, "\"remove\", \"kernel\", \"nosuch\"", KERNEL_84, ALLOWED);

        String aside = "dnf leaves an argument aside, and says: ";
        String nothing = "dnf has nothing to do: nothing is tested";
        String found = CaseDirectory.unfolded(cases.run().out());
        assertEquals(
                List.of(
                        aside
                                + "No match for argument: kmod-drdb; No packages marked for"
                                + " removal.",
                        aside + "No match for argument: nosuch",
                        nothing,
                        aside
                                + "Package kernel-core of lowest version already installed, cannot"
                                + " downgrade it.",
                        nothing,
                        aside + "No match for argument: nosuch"),
                found.lines()
                        .filter(line -> line.startsWith("  "))
                        .map(line -> line.replaceFirst(".*\\.toml:6:8: ", ""))
                        .toList());
    }

    @Test
    void whatIsNoTreeOfModulesCostsNoOtherCaseItsResult() throws IOException, InterruptedException {
        Path modules = Files.createDirectory(temporary.resolve("modules"));
        assertEquals(0, DnfHost.program("python3", "-c", DEEP, modules.toString()).status());
        String arguments = "\"upgrade\"";
        String rest = ALLOWED + "modules = \"@\"\n";
        String repository = "packages/ordinary";
        cases.write("1", repository, arguments, DRBD, rest.replace("@", modules.toString()));
        cases.write("2", repository, arguments, DRBD, rest.replace("@", "/proc"));
        cases.write("3", repository, arguments, DRBD, ALLOWED);

        DnfHost.Run run = cases.run();

        assertEquals(0, DnfHost.program("rm", "-rf", modules.toString()).status());
        assertEquals(4, run.status(), run.err());
        String found = CaseDirectory.unfolded(run.out());
        assertTrue(found.contains("1.case.toml:10:11: " + modules + "/ddd"), found);
        assertTrue(found.contains("2.case.toml:10:11: /proc"), found);
        assertTrue(found.endsWith("PASS   3\n3 cases: 1 passed, 0 failed, 2 broken\n"), found);
    }
}
