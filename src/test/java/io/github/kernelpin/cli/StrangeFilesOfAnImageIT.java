package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelpin.EnforcedHost;
import io.github.kernelpin.ModuleFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file that is read below a root, in turn something that is not to be opened: what leads out
 * of the root, a pipe that nobody writes to, a device without end.
 */
@Execution(ExecutionMode.CONCURRENT)
final class StrangeFilesOfAnImageIT {

    private static final String KERNEL = "4.18.0-305.el8.x86_64";
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String SECRET = "top-secret";

    private static final List<String> FILES =
            List.of(
                    "etc/kernelpin/pins.d",
                    "etc/kernelpin/pins.d/drbd.toml",
                    "etc/dnf/dnf.conf",
                    "etc/dnf/modules.d/x.module",
                    "etc/dnf/modules.defaults.d",
                    "etc/dnf/plugins",
                    "etc/dnf/plugins/kernelpin.conf",
                    "boot/grub2/grubenv",
                    "boot/grub2/grub.cfg",
                    "boot/loader/entries",
                    "boot/loader/entries/a.conf",
                    "boot/efi/EFI/redhat/grub.cfg",
                    "lib/modules",
                    "lib/modules/" + KERNEL,
                    "lib/modules/" + KERNEL + "/symvers.gz",
                    "lib/modules/" + KERNEL + "/modules.dep",
                    "lib/modules/" + KERNEL + "/extra/drbd.ko",
                    "lib/modules/" + KERNEL + "/weak-updates/drbd.ko",
                    "usr/lib/python3.6/site-packages/dnf/plugin.py",
                    "usr/lib/jvm/java-17/release",
                    "usr/bin/kernelpin",
                    "var/lib/PackageKit/prepared-update",
                    "var/cache/dnf",
                    "var/cache/dnf/baseos-0123456789abcdef/repodata",
                    "var/lib/dnf/history.sqlite",
                    "var/lib/rpm",
                    "var/lib/rpm/rpmdb.sqlite");

    @TempDir private Path scratch;
    private Path image = Path.of("");
    private Path host = Path.of("");

    enum Kind {
        ABSOLUTE_LINK,
        RELATIVE_LINK,
        LINK_IN_CIRCLES,
        PIPE,
        DEVICE
    }

    static Stream<Arguments> attacks() {
        return FILES.stream()
                .flatMap(
                        file -> Arrays.stream(Kind.values()).map(kind -> Arguments.of(file, kind)));
    }

    @BeforeAll
    static void nameTheLauncher() {
        System.setProperty("kernelpin.launcher", "scripts/kernelpin");
    }

    @BeforeEach
    void makeAnImageBesideAHost() throws IOException {
        image = Files.createDirectories(scratch.resolve("image"));
        host = Files.createDirectories(scratch.resolve("host"));
        EnforcedHost.writeTo(image);
        write(image.resolve("lib/modules/" + KERNEL + "/vmlinuz"), "");
        write(
                image.resolve("etc/kernelpin/pins.d/drbd.toml"),
                "[[pin]]\nid = \"drbd\"\nkernel = \"rhel:8.4\"\n[[pin.module]]\nname = \"drbd\"\n"
                        + "package = \"kmod-drbd\"\n");
        ModuleFixture.builtFor(KERNEL)
                .needs("printk", 0x1)
                .writeTo(image.resolve("lib/modules/" + KERNEL + "/extra/drbd.ko"));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void nothingOutsideIsReadAndNothingIsWaitedFor(String file, Kind kind)
            throws IOException, InterruptedException {
        Path place = image.resolve(file);
        delete(place);
        Files.createDirectories(place.getParent());
        make(kind, place);

        for (String[] command :
                new String[][] {
                    {"status"},
                    {"status", "--format=json"},
                    {"lint"},
                    {"allow"},
                    {"check", "4.18.0-305.el8"},
                    {"unpin", "secret"},
                    {"allow", "6.1-1", "--unseen", "--reason=x", "--expires=2999-12-31"}
                }) {
            // It starts the real dnf, which takes its time.
            if (command[0].equals("check") && !isOfDnf(file)) {
                continue;
            }
            CommandRun run =
                    assertTimeoutPreemptively(AT_MOST, () -> run(command), command[0] + kind);
            assertTrue(
                    List.of(0, 3, 4, 5).contains(run.exitCode()), String.join(" ", command) + run);
            assertFalse((run.out() + run.err()).contains(SECRET), run.toString());
        }
        assertEquals(
                kind == Kind.ABSOLUTE_LINK || kind == Kind.RELATIVE_LINK
                        ? List.of("secret")
                        : List.of(),
                names(host));
    }

    @Test
    void dnfWritesNothingOutsideWhereverItsConfigurationLeads()
            throws IOException, InterruptedException {
        Path repository = Files.createDirectories(scratch.resolve("repository"));
        assertEquals(0, program("createrepo_c", "--quiet", repository.toString()));
        String outside = "/../../../../../../../.." + host.toRealPath();
        StringBuilder conf = new StringBuilder("[main]\n");
        for (String option :
                List.of(
                        "cachedir",
                        "logdir",
                        "persistdir",
                        "reposdir",
                        "system_cachedir",
                        "varsdir")) {
            conf.append(option).append('=').append(outside).append('/').append(option).append('\n');
        }
        conf.append("config_file_path=").append(host).append("/other.conf\n");
        conf.append("protected_packages=glob:").append(host).append("/*.pipe\n");
        write(image.resolve("etc/dnf/dnf.conf"), conf.toString());
        write(
                image.resolve("etc/yum.repos.d/some.repo"),
                "[some]\nname=some\nbaseurl=file://"
                        + repository
                        + "\ncachedir="
                        + host
                        + "/repository\n");
        assertEquals(0, program("mkfifo", host.resolve("a.pipe").toString()));

        CommandRun check = assertTimeoutPreemptively(AT_MOST, () -> run("check", "4.18.0-348.el8"));
        CommandRun dryRun = assertTimeoutPreemptively(AT_MOST, () -> run("dry-run"));

        assertEquals(3, check.exitCode(), check.toString());
        assertEquals(0, dryRun.exitCode(), dryRun.toString());
        assertEquals(List.of("a.pipe"), names(host));
        Path inside = image.resolve(host.toRealPath().toString().substring(1));
        assertEquals(List.of("cachedir", "persistdir"), names(inside));
    }

    private static boolean isOfDnf(String file) {
        return Stream.of("etc/", "var/cache/", "var/lib/dnf", "var/lib/rpm")
                .anyMatch(file::startsWith);
    }

    private CommandRun run(String... command) {
        String[] words = Arrays.copyOf(command, command.length + 1);
        words[command.length] = "--root=" + image;
        return CommandRun.of("", words);
    }

    private void make(Kind kind, Path place) throws IOException, InterruptedException {
        switch (kind) {
            case ABSOLUTE_LINK -> Files.createSymbolicLink(place, secret(place));
            case RELATIVE_LINK ->
                    Files.createSymbolicLink(
                            place,
                            Path.of("../".repeat(30))
                                    .resolve(secret(place).toString().substring(1)));
            case LINK_IN_CIRCLES -> Files.createSymbolicLink(place, place.getFileName());
            case PIPE -> assertEquals(0, program("mkfifo", place.toString()));
            case DEVICE ->
                    assumeTrue(
                            program("mknod", place.toString(), "c", "1", "5") == 0,
                            "devices cannot be made here");
        }
    }

    /** A file, or a directory, of the host that has what a reader would give away. */
    private Path secret(Path place) throws IOException {
        Path secret = host.resolve("secret");
        boolean isDirectory =
                List.of(
                                "pins.d",
                                "plugins",
                                "entries",
                                "modules",
                                "modules.defaults.d",
                                "dnf",
                                "repodata",
                                KERNEL,
                                "rpm")
                        .contains(place.getFileName().toString());
        if (!isDirectory) {
            return Files.writeString(
                    secret,
                    "[[pin]]\nid = \""
                            + SECRET
                            + "\"\nkernel = \"rhel:8.4\"\n[main]\nallow="
                            + SECRET
                            + "-1\nsaved_entry="
                            + SECRET
                            + "\n");
        }
        write(
                secret.resolve("secret.toml"),
                "[[pin]]\nid = \"" + SECRET + "\"\nkernel = \"rhel:8.4\"\n");
        write(secret.resolve("kernelpin.conf"), "[main]\nallow=" + SECRET + "-1\n");
        write(secret.resolve("a.conf"), "title " + SECRET + "\nlinux /vmlinuz-" + SECRET + "\n");
        write(secret.resolve(SECRET + "/vmlinuz"), "");
        return secret;
    }

    private static int program(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> String.valueOf(each.getFileName())).sorted().toList();
        }
    }

    private static void delete(Path place) throws IOException {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> below = Files.list(place)) {
                for (Path each : below.toList()) {
                    delete(each);
                }
            }
        }
        Files.deleteIfExists(place);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
