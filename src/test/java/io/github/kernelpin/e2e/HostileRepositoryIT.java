package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Repositories that say of their packages what no packager would, in front of the real dnf. */
final class HostileRepositoryIT {

    private static final int LINE_CHARACTERS_MAX = 400;
    private static final String PIN =
            """
            [[pin]]
            id = "plant"
            kernel = "rhel:8.4"

            [[pin.module]]
            name = "drbd"
            package = "kmod-drbd"
            """;

    /** What a terminal, a reader or a shell may take for something else than text. */
    private static final List<String> TRICKS =
            List.of(
                    "\u009b31m",
                    "\u009d0;title\u009c",
                    "\u202e\u2066x\u200f",
                    "\u200b\u00ad\ufeff",
                    "\n\r\t",
                    "\u2028\u2029\u0085",
                    "$(touch pwned)",
                    "`touch pwned`",
                    ";touch pwned;",
                    "';touch pwned;'",
                    "\";touch pwned;\"",
                    "|touch pwned&",
                    "\ntouch pwned\n",
                    ">pwned",
                    "\\",
                    "{a,b}*?[x]~!!#%");

    @BeforeAll
    static void buildPackages() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @Test
    void namesAndVersionsDoNothingToATerminalOrAShell() throws IOException, InterruptedException {
        DnfHost host = host("hostile-names");
        HostileRepository repository = new HostileRepository();
        int number = 0;
        for (String trick : TRICKS) {
            number++;
            repository.addKernel("kernel-a" + number + trick + "-core", "4.18.0", "348.el8");
            repository.addKernel("kernel-b" + number, "4.18.0", "348.el8" + trick);
            repository.addKernel("kernel-c" + number + "-core", "4.18.0" + trick, "348.el8");
            // The one that would be offered instead: in one package, it brings its drivers.
            repository.addKernel("kernel-b" + number, "4.18.0", "305.99.el8" + trick);
            repository.add("other" + number + trick, "1", "1", List.of());
        }
        List<String> command = command(host, repository, "install", "kernel-*", "other*");

        DnfHost.Run run = host.dnf(command, "");

        assertEquals(1, run.status(), run.out());
        String message = refusal(run);
        assertTrue(message.contains("install everything else"), message);
        assertTrue(message.contains("take the newest kernel that fits"), message);
        List<String> printed = commands(message);
        assertTrue(printed.size() > TRICKS.size(), message);
        for (String each : printed) {
            // What dnf would do is another matter: it is the shell that must do nothing.
            shell(host, "dnf() { :; }\nkernelpin() { :; }\n" + each);
        }
        assertFalse(Files.exists(host.root().resolve("pwned")), message);
    }

    @Test
    void aShellWouldNotSpareWordsThatAreNotQuoted() throws IOException, InterruptedException {
        DnfHost host = host("hostile-canary");

        shell(host, "dnf() { :; }\ndnf upgrade --exclude=$(touch pwned)");

        assertTrue(Files.exists(host.root().resolve("pwned")));
    }

    @Test
    void aNameThatNoFileCouldHaveIsRefusedInAFewWords() throws IOException, InterruptedException {
        DnfHost host = host("hostile-length");
        HostileRepository repository =
                new HostileRepository()
                        .addKernel("kernel-core", "4.18.0", "348." + "x".repeat(10_000));

        DnfHost.Run run = host.dnf(command(host, repository, "upgrade"), "");

        assertEquals(1, run.status(), run.out());
        String message = refusal(run);
        assertTrue(
                message.contains(
                        "a package is called kernel-core-4.18.0-348.xxxxxxxxxxxxxxxxx..., by 10030"
                                + " characters: expected at most 262"),
                message);
    }

    @Test
    void whatIsMerelyVisibleUnderSuchANameDoesNotMatter() throws IOException, InterruptedException {
        DnfHost host = host("hostile-visible");
        HostileRepository repository =
                new HostileRepository()
                        .addKernel("kernel-core", "4.18.0", "305.0." + "x".repeat(10_000))
                        .addKernel("kernel-" + "x".repeat(10_000) + "-core", "4.18.0", "305.el8")
                        .addKernel("kernel-core", "4.18.0", "348.el8");

        DnfHost.Run run = host.dnf(command(host, repository, "upgrade"), "");

        assertEquals(1, run.status(), run.out());
        assertTrue(
                refusal(run).startsWith("kernelpin: kernel 4.18.0-348.el8 is refused"), run.err());
    }

    @Test
    void aKernelWithAHundredThousandSymbolsIsJudged() throws IOException, InterruptedException {
        DnfHost host = host("hostile-symbols");
        List<String> provides = new ArrayList<>();
        provides.add("installonlypkg(kernel)");
        provides.add("kernel(sock_create_kern) = 0x1");
        provides.add("kernel-uname-r = 4.18.0-305.99.el8_4.x86_64");
        for (int i = 0; i < 50_000; i++) {
            provides.add("kernel(symbol" + i + ") = 0x" + Integer.toHexString(i));
            provides.add("anything" + i + " = 1");
        }
        HostileRepository repository =
                new HostileRepository().add("kernel-core", "4.18.0", "305.99.el8_4", provides);

        DnfHost.Run run = host.dnf(command(host, repository, "upgrade"), "");

        assertEquals(1, run.status(), run.out());
        assertTrue(refusal(run).contains("kmod-drbd-9.1.2-1.el8 would not load"), run.err());
    }

    @Test
    void moreKernelsThanThereAreMakeAClearRefusal() throws IOException, InterruptedException {
        DnfHost host = host("hostile-many");
        HostileRepository repository = new HostileRepository();
        for (int i = 0; i <= 1_000; i++) {
            repository.addKernel("kernel-n" + i + "-core", "4.18.0", "348.el8");
        }

        DnfHost.Run run = host.dnf(command(host, repository, "install", "kernel-n*"), "");

        assertEquals(1, run.status(), run.out());
        assertTrue(
                refusal(run).contains("more than 1000 kernels and modules in transaction"),
                run.err());
    }

    private static DnfHost host(String name) throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf("base", name);
        host.configure(List.of(), "");
        host.write("etc/kernelpin/pins.d/plant.toml", PIN);
        return host;
    }

    private static List<String> command(DnfHost host, HostileRepository repository, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(words));
        command.add("-y");
        command.addAll(repository.writeTo(host.root().resolve("hostile")));
        return command;
    }

    /** What kernelpin has said, once it is known to be printable and in lines of some length. */
    private static String refusal(DnfHost.Run run) {
        int start = run.err().indexOf("kernelpin: ");
        assertTrue(start >= 0, run.err());
        String message = run.err().substring(start);
        for (String line : message.split("\n", -1)) {
            assertTrue(line.matches("[ -~]*"), line);
            assertTrue(line.length() <= LINE_CHARACTERS_MAX, line);
        }
        return message;
    }

    /** Every command in a message, with the lines that it goes on in. */
    private static List<String> commands(String message) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (String line : message.split("\n", -1)) {
            if (!command.isEmpty() || line.matches(" {6}(dnf|kernelpin) .*")) {
                command.append(line).append('\n');
            }
            if (!command.isEmpty() && !line.endsWith("\\")) {
                commands.add(command.toString());
                command.setLength(0);
            }
        }
        return commands;
    }

    private static void shell(DnfHost host, String script)
            throws IOException, InterruptedException {
        Path file = host.root().resolve("pasted");
        Files.writeString(file, script);
        String inRoot = "cd \"$1\" && . ./pasted";
        DnfHost.check(DnfHost.program("sh", "-c", inRoot, "sh", host.root().toString()));
    }
}
