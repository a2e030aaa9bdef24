package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.EnforcedHost;
import io.github.kernelpin.ModuleFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looks at an image whose links lead to files of the host: it reads and writes none of them. */
final class LinksOutOfAnImageTest {

    private static final String KERNEL = "4.18.0-305.el8.x86_64";
    private static final String PINS = "etc/kernelpin/pins.d";
    private static final String CONF = "etc/dnf/plugins/kernelpin.conf";

    @TempDir private Path scratch;
    private Path image;
    private Path host;
    private Map<String, String> before = Map.of();

    /** How a link leads out. */
    enum Way {
        ABSOLUTE,
        RELATIVE,
        ABOVE_THE_ROOT
    }

    @BeforeEach
    void anImageBesideAHost() throws IOException {
        image = Files.createDirectories(scratch.resolve("image"));
        host = Files.createDirectories(scratch.resolve("host"));
        write(
                host.resolve("pins.d/secret.toml"),
                "[[pin]]\nid = \"secret\"\nkernel = \"rhel:8.4\"\n");
        write(host.resolve("kernelpin.conf"), "[main]\nallow = 6.6.6-secret\n");
        write(host.resolve("grubenv"), "# GRUB Environment Block\nsaved_entry=secret\n");
        ModuleFixture.builtFor(KERNEL).needs("printk", 0x1).writeTo(host.resolve("secret.ko"));
        write(image.resolve("lib/modules/" + KERNEL + "/vmlinuz"), "");
        before = contents();
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryOfPinsIsNotTheHosts(Way way) throws IOException {
        link(way, PINS, "pins.d");

        for (String command : new String[] {"status", "lint", "unpin", "check"}) {
            CommandRun run =
                    switch (command) {
                        case "unpin" -> run("unpin", "--root", image.toString(), "secret");
                        case "check" -> run("check", "--root", image.toString(), "4.18.0-305.el8");
                        default -> run(command, "--root", image.toString());
                    };
            assertEquals(command.equals("status") ? 3 : 4, run.exitCode(), run.toString());
            assertFalse(run.out().contains("secret"), run.out());
        }
        assertTrue(
                run("status", "--root", image.toString())
                        .out()
                        .contains(PINS + "\n    there is no directory of pins\n"));
        assertNothingHasChanged();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyWritesAPinThere(Way way) throws IOException {
        link(way, PINS, "pins.d");
        ModuleFixture.builtFor(KERNEL)
                .needs("printk", 0x1)
                .writeTo(image.resolve("lib/modules/" + KERNEL + "/extra/drbd.ko"));

        CommandRun run = run("pin", "--root", image.toString(), "--package", "kmod-drbd", "drbd");

        assertEquals(4, run.exitCode(), run.toString());
        assertNothingHasChanged();
    }

    @ParameterizedTest
    @EnumSource
    void aPinFileIsNotTheHosts(Way way) throws IOException {
        link(way, PINS + "/a.toml", "pins.d/secret.toml");

        CommandRun run = run("lint", "--root", image.toString());

        assertEquals(5, run.exitCode(), run.toString());
        assertEquals(
                image + "/" + PINS + "/a.toml:1:1: cannot be read: no such file\n0 pins, 1 error\n",
                run.out());
        assertEquals(5, run("status", "--root", image.toString()).exitCode());
    }

    @ParameterizedTest
    @EnumSource
    void theHookReadsNoPinsOfTheHost(Way way) throws IOException {
        link(way, PINS, "pins.d");
        String request =
                """
                {"schema": 2, "id": "a", "root": "%s", "pins": "%s", "installonly_limit": 3,
                 "grubenv": "", "running_kernel": "", "allow": [], "command": {},
                 "transaction": [], "installed": [], "available": [], "dependencies": []}
                """
                        .formatted(image, image.resolve(PINS));

        CommandRun run = CommandRun.of(request, "hook");

        assertEquals(4, run.exitCode(), run.toString());
        assertTrue(run.err().contains("is not there"), run.err());
    }

    @Test
    void thePlaceOfThePinsIsBelowTheRootWhateverIsTyped() {
        CommandRun run =
                run("status", "--root", image.toString(), "--pins", "/../../" + host + "/pins.d");

        assertEquals(4, run.exitCode(), run.toString());
        assertFalse(run.out().contains("secret"), run.out());
    }

    @ParameterizedTest
    @EnumSource
    void anAllowanceIsNotTheHosts(Way way) throws IOException {
        link(way, CONF, "kernelpin.conf");

        CommandRun list = run("allow", "--root", image.toString());
        CommandRun add =
                run(
                        "allow",
                        "--root",
                        image.toString(),
                        "4.18.0-305.el8",
                        "--unseen",
                        "--reason=x",
                        "--expires=2999-12-31");

        assertEquals(new CommandRun(0, "no kernel is allowed by name\n", ""), list);
        assertEquals(0, add.exitCode(), add.toString());
        assertTrue(Files.isRegularFile(image.resolve(CONF), LinkOption.NOFOLLOW_LINKS));
        assertNothingHasChanged();
    }

    @ParameterizedTest
    @EnumSource
    void whatBootsNextIsNotTheHosts(Way way) throws IOException {
        link(way, "boot/grub2/grubenv", "grubenv");
        EnforcedHost.writeTo(image);

        CommandRun run = run("status", "--root", image.toString(), "--format=json");

        assertEquals(0, run.exitCode(), run.toString());
        assertFalse(run.out().contains("secret"), run.out());
    }

    @ParameterizedTest
    @EnumSource
    void aModuleIsNotTheHosts(Way way) throws IOException {
        link(way, "lib/modules/" + KERNEL + "/extra/drbd.ko", "secret.ko");

        CommandRun run = run("status", "--root", image.toString(), "--format=json");

        assertTrue(run.out().contains("\"cause\":\"dangling-link\""), run.toString());
        assertFalse(run.out().contains("secret"), run.out());
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.of("", arguments);
    }

    private void link(Way way, String path, String target) throws IOException {
        Path link = image.resolve(path);
        Files.createDirectories(link.getParent());
        Path file = host.resolve(target);
        Path above = Path.of("/" + "../".repeat(20) + file);
        Files.createSymbolicLink(
                link,
                switch (way) {
                    case ABSOLUTE -> file;
                    case RELATIVE -> link.resolveSibling(".").normalize().relativize(file);
                    case ABOVE_THE_ROOT -> above;
                });
        assertTrue(Files.exists(link), "the host itself could follow " + link);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.walk(host)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        host.relativize(file).toString(),
                        Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private void assertNothingHasChanged() throws IOException {
        assertEquals(before, contents());
    }
}
