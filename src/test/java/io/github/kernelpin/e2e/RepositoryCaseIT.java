package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.ModuleFixture;
import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private static final String KERNEL_84 =
            "\"kernel-4.18.0-305.el8.x86_64\", \"kernel-core-4.18.0-305.el8.x86_64\","
                    + " \"kernel-modules-4.18.0-305.el8.x86_64\"";
    private static final String DRBD = "\"kmod-drbd-9.1.2-1.el8.x86_64\"";
    private static final String REFUSED =
            "expect = \"deny\"\nrules = [\"kernel-outside-pin\", \"symbol-changed\"]\n";
    private static final String ALLOWED = "expect = \"allow\"\nrules = []\nmessage = \"\"\n";

    @TempDir private Path scratch = Path.of("");

    @TempDir private Path temporary = Path.of("");

    @BeforeAll
    static void buildPackages() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @BeforeEach
    void writePins() throws IOException {
        Files.createDirectory(scratch.resolve("pins.d"));
        copyPin("drbd.toml");
        Files.createSymbolicLink(
                scratch.resolve("packages"), Path.of("target/repositories").toAbsolutePath());
    }

    @AfterEach
    void noTemporaryDirectoryIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void whatDnfCannotSolveIsBrokenInItsOwnWords() throws IOException, InterruptedException {
        write("a", "packages/baseos-8.5", "\"install\", \"nosuch\"", KERNEL_84, ALLOWED);
        assertBroken(7, 10, "dnf failed, and says: Error: Unable to find a match: nosuch");

        write("a", "packages/drbd-conflicting", "\"install\", \"drbd-tools\"", DRBD, ALLOWED);
        assertBroken(
                7,
                10,
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
        write(
                "a",
                "packages/baseos-8.5",
                "\"upgrade\"",
                "\"kernel-core-4.18.0-304.el8.x86_64\"",
                ALLOWED);
        assertBroken(
                5,
                14,
                "no RPM file in " + scratch + "/packages is kernel-core-4.18.0-304.el8.x86_64");
    }

    @Test
    void aRepositoryWithoutPackagesIsBroken() throws IOException, InterruptedException {
        Path empty = Files.createDirectory(scratch.resolve("empty")).toRealPath();
        write("a", "empty", "\"upgrade\"", DRBD, ALLOWED);
        assertBroken(7, 10, empty + ": there is no file *.rpm");
    }

    @Test
    void whatOnlyLooksLikeAPackageIsBroken() throws IOException, InterruptedException {
        Path broken = Files.createDirectory(scratch.resolve("broken")).toRealPath();
        byte[] whole =
                Files.readAllBytes(
                        Path.of("target/repositories/baseos-8.4/kmod-drbd-9.1.2-1.el8.x86_64.rpm"));
        Files.write(broken.resolve("a.rpm"), Arrays.copyOf(whole, 300));
        write("a", "broken", "\"upgrade\"", DRBD, ALLOWED);
        String found = test().out();
        assertTrue(
                found.contains(
                        ":7:10: rpm cannot read a package in "
                                + broken
                                + " (status 1): error: "
                                + broken
                                + "/a.rpm: "),
                found);
    }

    @Test
    void onlyRootCanRunIt() throws IOException, InterruptedException {
        write("a", "packages/baseos-8.5", "\"upgrade\"", KERNEL_84, ALLOWED);
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
                run.out()
                        .contains(
                                ":7:10: a case with a repository needs root, as rpm and dnf do: run"
                                        + " kernelpin test as root, perhaps in a container\n"),
                run.out());
    }

    @Test
    void aPinnedModuleWithoutPackageNeedsItsFiles() throws IOException, InterruptedException {
        copyPin("npreal2-without-package.toml");
        write("a", "packages/baseos-8.5", "\"upgrade\"", KERNEL_84, REFUSED);
        String found = test().out();
        assertTrue(
                found.contains(
                        " pins npreal2, which no package owns, so its files have to be known (a"
                                + " directory as /lib/modules)\n"),
                found);
        assertTrue(found.contains(":7:10: modules is missing: pins.d/"), found);
    }

    @Test
    void theFilesOfAModuleWithoutPackageAreRead() throws IOException, InterruptedException {
        Files.delete(scratch.resolve("pins.d/drbd.toml"));
        copyPin("npreal2-without-package.toml");
        ModuleFixture.builtFor("4.18.0-305.el8.x86_64")
                .needs("printk", 0xc5850110L)
                .needs("sock_create_kern", 0x1f2e3d4cL)
                .needs("lc_create", 0x2ba16a0dL)
                .writeTo(scratch.resolve("modules/4.18.0-305.el8.x86_64/extra/npreal2.ko"));
        String breaks = "expect = \"deny\"\nrules = [\"symbol-changed\"]\nmodules = \"modules\"\n";
        write("breaking", "packages/breaking-8.4", "\"upgrade\"", KERNEL_84, breaks);
        String fits = ALLOWED + "modules = \"modules\"\n";
        write("fitting", "packages/updates-8.4", "\"upgrade\"", KERNEL_84, fits);

        assertPasses("breaking", "fitting");
    }

    @Test
    void nextWeeksKernelIsRefusedAndTheMessageNamesNothingOfThisMachine()
            throws IOException, InterruptedException {
        String message = Resources.text("cases/repository/refused.txt");
        write(
                "a",
                "packages/baseos-8.5",
                "\"upgrade\", \"--best\", \"--exclude=tar\"",
                KERNEL_84 + ", " + DRBD,
                REFUSED + "message = '''\n" + message + "'''\n");

        assertPasses("a");
    }

    @Test
    void whatThePinsLetInIsAllowed() throws IOException, InterruptedException {
        write("inside", "packages/updates-8.4", "\"upgrade\"", KERNEL_84 + ", " + DRBD, ALLOWED);
        write("nothing", "packages/baseos-8.4", "\"upgrade\"", KERNEL_84 + ", " + DRBD, ALLOWED);
        write(
                "ordinary",
                "packages/ordinary",
                "\"install\", \"tar\"",
                KERNEL_84 + ", " + DRBD,
                ALLOWED);

        assertPasses("inside", "nothing", "ordinary");
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
        write(
                "foreign",
                "foreign",
                "\"upgrade\"",
                KERNEL_84.replace("x86_64", "s390x"),
                "expect = \"deny\"\nrules = [\"kernel-outside-pin\"]\n");
        Path file = scratch.resolve("foreign.case.toml");
        Files.writeString(
                file, Files.readString(file).replace("installed_from = \"packages\"\n", ""));

        assertPasses("foreign");
    }

    @Test
    void anAllowanceCountsUntilTheDayOfTheCase() throws IOException, InterruptedException {
        String allow = "allow = [\"4.18.0-348.el8@2026-06-30\"]\ndate = ";
        String rules = "rules = [\"kernel-outside-pin\", \"symbol-changed\"]\n";
        write(
                "lapsed",
                "packages/baseos-8.5",
                "\"upgrade\"",
                KERNEL_84 + ", " + DRBD,
                REFUSED + allow + "\"2026-07-01\"\n");
        write(
                "valid",
                "packages/baseos-8.5",
                "\"upgrade\"",
                KERNEL_84 + ", " + DRBD,
                "expect = \"allow\"\n" + rules + allow + "\"2026-06-30\"\n");

        assertPasses("lapsed", "valid");
    }

    @Test
    void dnfEvictsTheOldestKernelOfTooMany() throws IOException, InterruptedException {
        Files.writeString(
                scratch.resolve("pins.d/drbd.toml"),
                "[[pin]]\nid = \"old\"\nkernel = \"rhel:8.3\"\n");
        String rules = "expect = \"deny\"\nrules = [\"kernel-outside-pin\"";
        String installed = KERNEL_84 + ", " + KERNEL_84.replace("305.el8", "240.22.1.el8_3");
        write(
                "evicted",
                "packages/updates-8.4",
                "\"upgrade\"",
                installed,
                rules + ", \"no-pinned-kernel-left\"]\ninstallonly_limit = 2\n");
        write("kept", "packages/updates-8.4", "\"upgrade\"", installed, rules + "]\n");

        assertPasses("evicted", "kept");
    }

    @Test
    void theExampleInTheDocumentationPasses() throws IOException, InterruptedException {
        String page = Files.readString(Path.of("src/site/markdown/cases.md"));
        int start = page.indexOf("```toml\n") + "```toml\n".length();
        Files.createDirectory(scratch.resolve("cases"));
        Files.createSymbolicLink(
                scratch.resolve("next-week"), scratch.resolve("packages/baseos-8.5"));
        Files.createSymbolicLink(
                scratch.resolve("golden-image"), scratch.resolve("packages/baseos-8.4"));
        Files.writeString(
                scratch.resolve("cases/page.case.toml"),
                page.substring(start, page.indexOf("```", start)));

        assertPasses("next week's kernel is refused");
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
        write(
                "a",
                "a dir, with %20 and é",
                "\"upgrade\"",
                KERNEL_84 + ", " + DRBD,
                ALLOWED.replace("message = \"\"\n", ""));
        Map<Path, FileTime> before = snapshot();

        assertPasses("a");

        assertEquals(before, snapshot());
    }

    private DnfHost.Run test() throws IOException, InterruptedException {
        return DnfHost.program(
                "env", "TMPDIR=" + temporary, "scripts/kernelpin", "test", scratch.toString());
    }

    private void assertPasses(String... names) throws IOException, InterruptedException {
        StringBuilder expected = new StringBuilder();
        for (String name : names) {
            expected.append("PASS   ").append(name).append('\n');
        }
        int count = names.length;
        String cases = count == 1 ? "1 case: " : count + " cases: ";
        expected.append(cases).append(count).append(" passed, 0 failed\n");
        assertEquals(new DnfHost.Run(0, expected.toString(), ""), test());
    }

    private void assertBroken(int line, int column, String problem)
            throws IOException, InterruptedException {
        Path file = scratch.resolve("a.case.toml");
        assertEquals(
                new DnfHost.Run(
                        4,
                        String.join(
                                "\n",
                                "ERROR  " + file,
                                "  " + file + ":" + line,
                                "  " + file + ":" + line + ":" + column + ": " + problem,
                                "1 case: 0 passed, 0 failed, 1 broken",
                                ""),
                        ""),
                test());
    }

    private Map<Path, FileTime> snapshot() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path each : files.toList()) {
                times.put(each, Files.getLastModifiedTime(each));
            }
        }
        return times;
    }

    private void copyPin(String name) throws IOException {
        Files.copy(
                Path.of("src/test/resources/e2e/pins/" + name), scratch.resolve("pins.d/" + name));
    }

    private void write(
            String name, String repository, String arguments, String installed, String rest)
            throws IOException {
        Files.writeString(
                scratch.resolve(name + ".case.toml"),
                "name = \""
                        + name
                        + "\"\npins = \"pins.d\"\nrepository = \""
                        + repository
                        + "\"\ninstalled_from = \"packages\"\ninstalled = ["
                        + installed
                        + "]\ndnf = ["
                        + arguments
                        + "]\n"
                        + rest);
    }
}
