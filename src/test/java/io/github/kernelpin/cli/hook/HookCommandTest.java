package io.github.kernelpin.cli.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HookCommandTest {

    private static final int SHUFFLES = 50;
    private static final String PIN =
            """
            [[pin]]
            id = "drbd"
            kernel = "rhel:8.4"
            """;

    @TempDir private Path root = Path.of("");
    private Path pins = Path.of("");

    @BeforeEach
    void writePins() throws IOException {
        pins = Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        Files.writeString(pins.resolve("drbd.toml"), PIN);
    }

    @Test
    void anUnrelatedTransactionIsAllowed() {
        assertEquals(
                new CommandRun(
                        0,
                        "{\"schema\":2,\"request\":\"id \u0001\",\"verdict\":\"allow\",\"message\":\"\","
                                        .replace("\u0001", "\\u00E9\\n")
                                + "\"findings\":[],\"remedies\":[]}\n",
                        ""),
                hook(
                        request(
                                "id \u00e9\\n",
                                List.of(change("upgrade", "bash-5.0-1.el8.x86_64", "baseos")),
                                List.of(),
                                List.of())));
    }

    @Test
    void aKernelOutsideThePinIsRefused() {
        CommandRun run =
                hook(
                        request(
                                "7",
                                List.of(
                                        change(
                                                "install",
                                                "kernel-core-4.18.0-348.el8.x86_64",
                                                "baseos")),
                                List.of(),
                                List.of()));
        String file = pins.resolve("drbd.toml").toString();
        String message =
                """
                kernelpin: kernel 4.18.0-348.el8 is refused: 1 pin does not allow it

                  kernel-core-4.18.0-348.el8.x86_64 from baseos (a kernel of RHEL 8.5)
                    outside pin drbd: 4.18.0-305.* (RHEL 8.4)
                      rule: kernel-outside-pin
                      pin: FILE:1

                  Nothing was changed. You can
                    take no other kernel: none that dnf can see fits every pin
                    lift pin drbd (kernel-core-4.18.0-348.el8 would boot next):
                      kernelpin unpin --root=ROOT drbd"""
                        .replace("FILE", file)
                        .replace("ROOT", root.toString());
        assertEquals(
                new CommandRun(
                        3,
                        "{\"schema\":2,\"request\":\"7\",\"verdict\":\"refuse\",\"message\":\""
                                + message.replace("\n", "\\n")
                                + "\",\"findings\":[{\"rule\":\"kernel-outside-pin\",\"severity\":\"refuse\","
                                + "\"pin\":\"drbd\",\"package\":\"kernel-core-4.18.0-348.el8.x86_64\","
                                + "\"change\":\"incoming\","
                                + "\"message\":\"outside pin drbd: 4.18.0-305.* (RHEL 8.4)\","
                                + "\"details\":[],\"reason\":\"\",\"file\":\""
                                + file
                                + "\",\"line\":1}],\"remedies\":[{\"remedy\":\"wait\"},"
                                + "{\"remedy\":\"lift-pins\",\"pins\":[{\"pin\":\"drbd\",\"file\":\""
                                + file
                                + "\",\"line\":1}],\"price\":{\"next_kernels\":["
                                + "\"kernel-core-4.18.0-348.el8.x86_64\"],"
                                + "\"drivers_lost\":false,\"loading\":[],\"without\":[],\"unknown\":[]}}],\"kept_out\":[{"
                                + "\"package\":\"kernel-core-4.18.0-348.el8.x86_64\","
                                + "\"pins\":[\"drbd\"],\"rules\":[\"kernel-outside-pin\"]}]}\n",
                        ""),
                run);
    }

    @Test
    void aPinThatUnpinWouldNotRemoveIsLiftedWithAnEditor() throws IOException {
        String refused =
                request(
                        "7",
                        List.of(change("install", "kernel-core-4.18.0-348.el8.x86_64", "baseos")),
                        List.of(),
                        List.of());
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.copy(pins.resolve("drbd.toml"), elsewhere.resolve("drbd.toml"));
        String out = hook(refused.replace(pins.toString(), elsewhere.toString())).out();
        assertTrue(out.contains(":\\n      edit " + elsewhere + "/drbd.toml:1\""), out);

        Files.writeString(
                pins.resolve("drbd.toml"),
                Files.readString(pins.resolve("drbd.toml"))
                        + "[[pin]]\nid = \"b\"\nkernel = \"4.18.0-348\"\n");
        out = hook(refused).out();
        assertTrue(out.contains(":\\n      edit " + pins + "/drbd.toml:1\""), out);
    }

    @Test
    void anEmptyRequestIsBadInput() {
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: the request is empty: expected a JSON object on standard input\n"),
                hook(""));
    }

    @Test
    void anotherSchemaIsBadInput() {
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: the request is wrong at line 1, column 12: schema 1 is not"
                                + " supported: expected 2\n"),
                hook("{\"schema\": 1}"));
    }

    @Test
    void whatARequestSaysCannotForgeLinesOrColours() {
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: the request is wrong at line 1, column 29: \"x?kernelpin: all is"
                                + " well?[2K??\" is no action of a transaction\n"),
                hook(
                        "{\"transaction\": [{\"action\":"
                                + " \"x\\nkernelpin: all is well\\u001b[2K\\u202e\\r\"}]}"));
    }

    @Test
    void aLongMessageIsCut() {
        String whole =
                "the request is wrong at line 1, column 29: \""
                        + "x".repeat(60_000)
                        + "\" is no action of a transaction";
        assertEquals(
                new CommandRun(4, "", "kernelpin: " + whole.substring(0, 500) + "...\n"),
                hook("{\"transaction\": [{\"action\": \"" + "x".repeat(60_000) + "\"}]}"));
    }

    @Test
    void pinsThatAreNoPathAreBadInput() {
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: the request is wrong: pins is no path: Nul character not"
                                + " allowed: /etc?/pins.d\n"),
                hook("{\"schema\": 2, \"id\": \"i\", \"pins\": \"/etc\\u0000/pins.d\"}"));
    }

    @Test
    void aBadPinFileIsNamed() throws IOException {
        Files.writeString(pins.resolve("drbd.toml"), PIN.replace("kernel", "kernels"));
        String file = pins.resolve("drbd.toml").toString();
        assertEquals(
                new CommandRun(
                        5,
                        "",
                        file
                                + ":1:1: the pin says nothing: expected kernel, deny or [[pin.module]]\n"
                                + file
                                + ":3:1: unknown key \"kernels\": expected id, reason, kernel, deny,"
                                + " variant, action, module\n"),
                hook(unrelated()));
    }

    @Test
    void aBadPinFileCannotForgeLinesEither() throws IOException {
        Files.writeString(pins.resolve("drbd.toml"), PIN + "action = \"a\\nb\\u001b[1m\"\n");
        assertEquals(
                new CommandRun(
                        5,
                        "",
                        pins.resolve("drbd.toml")
                                + ":4:10: \"a?b?[1m\" is no action: expected refuse, hold or warn\n"),
                hook(unrelated()));
    }

    @Test
    void onTheHostItselfPinFilesHaveToBeRoots() throws IOException {
        Files.setAttribute(pins.resolve("drbd.toml"), "unix:mode", 0666);
        assertEquals(0, hook(unrelated()).exitCode());
        assertEquals(
                new CommandRun(
                        5,
                        "",
                        pins.resolve("drbd.toml")
                                + ":1:1: others than root can write to it: expected owner root and"
                                + " mode 0644 or stricter\n"),
                hook(unrelated().replace("\"root\": \"" + root + "\"", "\"root\": \"/\"")));
    }

    @Test
    void noPinsAllowEverything() throws IOException {
        Files.delete(pins.resolve("drbd.toml"));
        CommandRun run =
                hook(
                        request(
                                "i",
                                List.of(
                                        change(
                                                "install",
                                                "kernel-core-4.18.0-348.el8.x86_64",
                                                "baseos")),
                                List.of(),
                                List.of()));
        assertEquals(
                new CommandRun(
                        0,
                        "{\"schema\":2,\"request\":\"i\",\"verdict\":\"allow\",\"message\":\"\","
                                + "\"findings\":[],\"remedies\":[]}\n",
                        ""),
                run);
    }

    @Test
    void aVerdictThatCannotBeWrittenIsAnInternalError() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream full = new PrintStream(new FileOutputStream("/dev/full"), false, UTF_8)) {
            assertEquals(
                    70,
                    Main.run(
                            new String[] {"hook"},
                            new ByteArrayInputStream(unrelated().getBytes(UTF_8)),
                            full,
                            new PrintStream(err, true, UTF_8)));
        }
        assertEquals(
                "kernelpin: internal error: java.io.IOException: the verdict cannot be written to"
                        + " standard output\n",
                err.toString(UTF_8));
    }

    @Test
    void inputThatCannotBeReadIsAnInternalError() throws IOException {
        FileInputStream closed = new FileInputStream("/dev/null");
        closed.close();
        assertEquals(
                new CommandRun(
                        70, "", "kernelpin: internal error: java.io.IOException: Stream Closed\n"),
                CommandRun.of(closed, "hook"));
    }

    @Test
    void theHookIsDescribedInTheHelp() {
        assertEquals(
                new CommandRun(
                        0,
                        """
                        Usage: kernelpin hook [-hV]
                        Judges the transaction on standard input; what dnf's plugin runs.
                          -h, --help      Show this help message and exit.
                          -V, --version   Print version information and exit.

                        Exit status:
                          0    the transaction may go ahead
                          3    it is refused
                          4    the request is unreadable or makes no sense
                          5    errors in pin files
                          6    it asks for more, and nothing answers it
                          7    the rest may go ahead without what is held back
                          70   kernelpin itself failed

                        Example:
                          kernelpin hook <upgrade-to-8.5.json    # as kernelpin record keeps it
                        """,
                        ""),
                CommandRun.of("", "hook", "--help"));
    }

    static IntStream shuffles() {
        return IntStream.range(0, SHUFFLES);
    }

    @ParameterizedTest
    @MethodSource("shuffles")
    void theOrderOfARequestDoesNotMatter(int seed) throws IOException {
        writeManyPins();
        CommandRun expected = hook(large(null));
        assertEquals(3, expected.exitCode());
        assertEquals("", expected.err());
        for (String rule :
                List.of(
                        "kernel-outside-pin",
                        "kernel-denied",
                        "no-pinned-kernel-left",
                        "module-removed",
                        "module-version-untested")) {
            assertTrue(expected.out().contains("\"rule\":\"" + rule + "\""), rule);
        }
        assertEquals(expected, hook(large(null)), "the same request twice");
        assertEquals(expected, hook(large(new Random(seed))), "seed " + seed);
    }

    private void writeManyPins() throws IOException {
        Files.writeString(
                pins.resolve("drbd.toml"),
                """
                [[pin]]
                id = "drbd"
                kernel = "rhel:8.4"
                deny = [{ kernel = "4.18.0-348.el8", reason = "panics" }]
                [[pin.module]]
                name = "drbd"
                package = "kmod-drbd"
                version = "< 9.2"
                [[pin.module]]
                name = "old"
                package = "kmod-old"
                """);
        Files.writeString(
                pins.resolve("a.toml"),
                """
                [[pin]]
                id = "second"
                variant = "default"
                kernel = ["rhel:8.4", "4.18.0-348.2.1.el8_5"]
                [[pin]]
                id = "third"
                action = "warn"
                kernel = "rhel:8.3"
                """);
    }

    /** A transaction that breaks every rule, and packages that are alike but for a detail. */
    private String large(@Nullable Random random) {
        List<String> transaction = new ArrayList<>();
        for (String build : List.of("348.el8", "348.2.1.el8_5", "372.9.1.el8")) {
            for (String name : List.of("kernel", "kernel-core", "kernel-modules")) {
                transaction.add(change("install", name + "-4.18.0-" + build + ".x86_64", "baseos"));
            }
        }
        transaction.add(change("install", "kernel-rt-core-4.18.0-348.el8.x86_64", "rt"));
        transaction.add(change("install", "kernel-debug-core-4.18.0-348.el8.x86_64", "baseos"));
        transaction.add(change("remove", "kernel-core-4.18.0-305.el8.x86_64", ""));
        transaction.add(change("remove", "kernel-core-4.18.0-305.3.1.el8_4.x86_64", ""));
        transaction.add(change("upgraded", "kmod-drbd-9.1.2-1.el8.x86_64", ""));
        transaction.add(
                change(
                        "upgrade",
                        "kmod-drbd-9.2.0-1.el8.x86_64",
                        "elrepo",
                        "kmod-drbd-9.1.2-1.el8.x86_64"));
        transaction.add(change("obsoleted", "kmod-old-1-1.el8.x86_64", ""));
        transaction.add(change("install", "zz-1-1.el8.x86_64", "epel", "kmod-old-1-1.el8.x86_64"));
        transaction.add(change("install", "aa-1-1.el8.x86_64", "epel", "kmod-old-1-1.el8.x86_64"));
        transaction.add(change("upgrade", "bash-5.0-1.el8.x86_64", "baseos"));
        List<String> installed = new ArrayList<>();
        for (String nevra :
                List.of(
                        "kernel-core-4.18.0-240.el8.x86_64",
                        "kernel-core-4.18.0-305.el8.x86_64",
                        "kernel-core-4.18.0-305.3.1.el8_4.x86_64",
                        "kmod-drbd-9.1.2-1.el8.x86_64",
                        "kmod-old-1-1.el8.x86_64")) {
            installed.add(rpm(nevra, ""));
        }
        List<String> available = new ArrayList<>();
        for (String build : List.of("305.88.1.el8_4", "305.25.1.el8_4", "348.el8", "372.9.1.el8")) {
            for (String name : List.of("kernel", "kernel-core", "kernel-modules")) {
                available.add(rpm(name + "-4.18.0-" + build + ".x86_64", "baseos"));
                available.add(rpm(name + "-4.18.0-" + build + ".x86_64", "mirror"));
            }
        }
        if (random != null) {
            Collections.shuffle(transaction, random);
            Collections.shuffle(installed, random);
            Collections.shuffle(available, random);
        }
        return request("large", transaction, installed, available);
    }

    private String unrelated() {
        return request(
                "i",
                List.of(change("upgrade", "bash-5.0-1.el8.x86_64", "baseos")),
                List.of(),
                List.of());
    }

    private String request(
            String id, List<String> transaction, List<String> installed, List<String> available) {
        return """
        {"schema": 2, "id": "%s", "root": "%s", "pins": "%s", "installonly_limit": 3,
         "command": {"arguments": ["upgrade", "-y"], "verb": "upgrade", "name": "upgrade", "specs": []},
         "transaction": [%s], "installed": [%s], "available": [%s]}
        """
                .formatted(
                        id,
                        root,
                        pins,
                        String.join(",\n", transaction),
                        String.join(",\n", installed),
                        String.join(",\n", available));
    }

    private static String change(String action, String nevra, String repository, String... old) {
        return "{\"action\": \"%s\", \"package\": %s, \"replaces\": [%s]}"
                .formatted(
                        action,
                        rpm(nevra, repository),
                        old.length == 0 ? "" : "\"" + String.join("\", \"", old) + "\"");
    }

    /** A package of a NEVRA without epoch. */
    private static String rpm(String nevra, String repository) {
        int dot = nevra.lastIndexOf('.');
        int releaseDash = nevra.lastIndexOf('-');
        int versionDash = nevra.lastIndexOf('-', releaseDash - 1);
        return ("{\"name\": \"%s\", \"epoch\": 0, \"version\": \"%s\", \"release\": \"%s\","
                        + " \"arch\": \"%s\", \"repo\": \"%s\"}")
                .formatted(
                        nevra.substring(0, versionDash),
                        nevra.substring(versionDash + 1, releaseDash),
                        nevra.substring(releaseDash + 1, dot),
                        nevra.substring(dot + 1),
                        repository);
    }

    private static CommandRun hook(String request) {
        return CommandRun.of(request, "hook");
    }
}
