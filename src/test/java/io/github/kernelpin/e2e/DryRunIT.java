package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.HostFile;
import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kernelpin dry-run} and {@code record} with the real dnf, plugin and launcher. */
final class DryRunIT {

    @TempDir private Path scratch;

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @Test
    void aTransactionThatDnfCannotSolveIsAnErrorInItsOwnWords()
            throws IOException, InterruptedException {
        DnfHost host = host("cannot-solve", "baseos-8.5");

        DnfHost.Run run = host.kernelpin("dry-run --root @ROOT@ -- install nosuch");

        assertEquals(
                new DnfHost.Run(
                        4,
                        "",
                        "kernelpin: dnf failed, and says\n"
                                + "Error: Unable to find a match: nosuch\n"),
                run);
    }

    @Test
    void aBuildWhoseKernelIsExcludedIsExplainedAndTheRestIsTried()
            throws IOException, InterruptedException {
        DnfHost host = host("kept-out", "baseos-8.5", "drbd-8.5");
        Path conf = host.root().resolve("etc/dnf/dnf.conf");
        Files.writeString(
                conf, Files.readString(conf) + "best=True\nexcludepkgs=kernel*-4.18.0-348.el8\n");

        DnfHost.Run run = host.kernelpin("dry-run --root @ROOT@");

        assertEquals(
                """
                kernelpin: dnf finds no transaction: a package needs a kernel that stays out
                  kmod-drbd-9.1.4-1.el8_5.x86_64 needs kernel(sock_create_kern) = 0x5a6b7c8d,
                      which kernel-core-4.18.0-348.el8.x86_64 has, and dnf is told to leave that
                      out (excludepkgs, --exclude or versionlock)
                  Nothing was changed. You can
                    install everything else:
                      dnf --installroot=@ROOT@ upgrade --nobest
                  dnf says
                Error:\s
                """,
                beforeProblem(host.anonymous(run.err())));
        assertEquals(4, run.status());
    }

    @Test
    void aBuildWhoseKernelIsInNoRepositoryIsExplained() throws IOException, InterruptedException {
        DnfHost host = host("kernel-nowhere", "drbd-8.5");
        Path conf = host.root().resolve("etc/dnf/dnf.conf");
        Files.writeString(conf, Files.readString(conf) + "best=True\n");

        DnfHost.Run run = host.kernelpin("dry-run --root @ROOT@");

        assertEquals(
                """
                kernelpin: dnf finds no transaction: a package needs a kernel that stays out
                  kmod-drbd-9.1.4-1.el8_5.x86_64 needs kernel(sock_create_kern) = 0x5a6b7c8d,
                      which no package has that dnf can see
                  dnf says
                Error:\s
                """,
                beforeProblem(host.anonymous(run.err())));
        assertEquals(4, run.status());
    }

    @Test
    void aPackageThatNeedsOneWhoseKernelIsExcludedIsNamedAsWell()
            throws IOException, InterruptedException {
        DnfHost host = host("kept-out-further-down", "baseos-8.5", "chain-newer");
        Path conf = host.root().resolve("etc/dnf/dnf.conf");
        Files.writeString(conf, Files.readString(conf) + "excludepkgs=kernel*-4.18.0-348.el8\n");

        DnfHost.Run run = host.kernelpin("dry-run --root @ROOT@ -- install tool-of-tool");

        assertEquals(
                """
                kernelpin: dnf finds no transaction: a package needs a kernel that stays out
                  tool-of-tool-2-1.el8.noarch needs tool-2-1.el8.noarch, and that needs
                      kernel-core >= 4.18.0-348, which kernel-core-4.18.0-348.el8.x86_64 has,
                      and dnf is told to leave that out (excludepkgs, --exclude or versionlock)
                  dnf says
                Error:\s
                """,
                beforeProblem(host.anonymous(run.err())));
        assertEquals(4, run.status());
    }

    /** What dnf says of the problem is its own. */
    private static String beforeProblem(String text) {
        int problem = text.indexOf(" Problem");
        return problem < 0 ? text : text.substring(0, problem);
    }

    @Test
    void aDnfThatIsToldToLoadNoPluginKeepsToNoPin() throws IOException, InterruptedException {
        DnfHost host = host("does-not-ask", "baseos-8.5");
        Path conf = host.root().resolve("etc/dnf/dnf.conf");
        Files.writeString(conf, Files.readString(conf) + "plugins=0\n");

        DnfHost.Run run = host.kernelpin("dry-run --root @ROOT@ --format=json");

        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(3, run.status(), run.err());
        assertEquals("not-asked", json.path("verdict").asText());
        assertEquals(0, json.path("changes").size());
    }

    /** It would run on this host, whoever made the root. */
    @Test
    void noPluginAndNoProgramOfTheRootIsRun() throws IOException, InterruptedException {
        DnfHost host = host("hostile", "baseos-8.5");
        Path ran = host.root().resolve("ran");
        host.write(
                "plugins/evil.py",
                "import dnf\nopen('" + ran + "', 'w')\nclass E(dnf.Plugin):\n    name = 'e'\n");
        host.write("evil", "#!/bin/sh\ntouch " + ran + "\nexit 0\n");
        host.shell("chmod 755 evil");
        Path conf = host.root().resolve("etc/dnf/dnf.conf");
        Files.writeString(
                conf,
                Files.readString(conf)
                        .replaceAll(
                                "(?m)^pluginpath=.*$",
                                "pluginpath=" + host.root().resolve("plugins")));
        host.configurePlugin("executable=" + host.root().resolve("evil") + "\njava=/evil\n");

        for (String command :
                List.of(
                        "dry-run --root @ROOT@",
                        "record --root @ROOT@ -o @ROOT@/request.json",
                        "check --root @ROOT@ 4.18.0-348.el8",
                        "status --root @ROOT@",
                        "lint --root @ROOT@")) {
            DnfHost.Run run = host.kernelpin(command);
            assertTrue(List.of(0, 3).contains(run.status()), command + run.err());
            assertFalse(Files.exists(ran), command);
        }
    }

    @Test
    void aBrokenPinIsAnError() throws IOException, InterruptedException {
        DnfHost host = host("broken-pin", "baseos-8.5");
        host.write("etc/kernelpin/pins.d/broken.toml", "[[pin]]\n");

        DnfHost.Run run = host.kernelpin("dry-run --root @ROOT@");

        assertEquals(5, run.status(), run.err());
        assertTrue(
                host.anonymous(run.err()).startsWith("@ROOT@/etc/kernelpin/pins.d/broken.toml:1:"),
                run.err());
        assertEquals("", run.out());
    }

    @Test
    void aRefusedUpgradeIsToldAndLeavesNoTrace() throws IOException, InterruptedException {
        DnfHost host = host("refused", "baseos-8.5");
        Set<String> before = host.installed();
        Path log = host.root().resolve("var/log/dnf.log");
        String logged = Files.readString(log);

        DnfHost.Run run = host.kernelpin("dry-run --root @ROOT@");

        assertEquals(
                Resources.text("dry-run/refused.txt"),
                host.anonymous(run.out()).replace(" \\\n        ", " "));
        assertEquals(3, run.status(), run.err());
        assertEquals("", run.err());
        assertEquals(before, host.installed());
        assertEquals(logged, Files.readString(log));
    }

    @Test
    void anAllowedUpgradeIsTold() throws IOException, InterruptedException {
        DnfHost host = host("allowed", "updates-8.4");

        DnfHost.Run run = host.kernelpin("dry-run --root @ROOT@");

        assertEquals(Resources.text("dry-run/allowed.txt"), run.out());
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.err());
        String painted = host.kernelpin("dry-run --root @ROOT@ --color=always").out();
        assertTrue(painted.contains("\n\u001b[32mallowed\u001b[0m  install"), painted);
        assertEquals(run.out(), painted.replaceAll("\u001b\\[\\d+m", ""));
    }

    @Test
    void aTransactionWithoutKernelsAndModulesIsAllowed() throws IOException, InterruptedException {
        DnfHost host = host("ordinary", "ordinary");

        assertEquals(
                new DnfHost.Run(0, "No kernel or module changes, so the pins allow it.\n", ""),
                host.kernelpin("dry-run --root @ROOT@"));
        assertEquals(
                new DnfHost.Run(
                        4,
                        "",
                        "kernelpin: there is nothing to record. "
                                + "No kernel or module changes, so the pins allow it.\n"),
                host.kernelpin("record --root @ROOT@ -o " + scratch.resolve("none.json")));
        assertFalse(Files.exists(scratch.resolve("none.json")));
    }

    @Test
    void nothingToDoIsAllowed() throws IOException, InterruptedException {
        DnfHost host = host("nothing", "baseos-8.4");

        assertEquals(
                new DnfHost.Run(0, "dnf has nothing to do.\n", ""),
                host.kernelpin("dry-run --root @ROOT@"));
        assertEquals(
                "{\"schema\":2,\"verdict\":\"allow\",\"message\":\"\",\"changes\":[],"
                        + "\"findings\":[],\"remedies\":[]}\n",
                host.kernelpin("dry-run --root @ROOT@ --format json").out());
    }

    @Test
    void theJsonSaysTheSameAsTheText() throws IOException, InterruptedException {
        DnfHost host = host("json", "baseos-8.5");

        DnfHost.Run run = host.kernelpin("dry-run --root @ROOT@ --format json");

        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(3, run.status(), run.err());
        assertEquals("refuse", json.path("verdict").asText());
        assertEquals(
                "{\"action\":\"install\",\"package\":\"kernel-core-4.18.0-348.el8.x86_64\","
                        + "\"repository\":\"baseos-8.5\","
                        + "\"state\":\"refused: kernel-outside-pin, symbol-changed\"}",
                json.path("changes").get(1).toString());
        assertEquals(2, json.path("findings").size());
        String text = Resources.text("dry-run/refused.txt").replace(" --installroot=@ROOT@", "");
        String message =
                host.anonymous(json.path("message").asText())
                        .replace(" --installroot=@ROOT@", "")
                        .replace(" \\\n        ", " ");
        assertTrue(text.contains(message), message);
    }

    @Test
    void aRecordedRequestIsJudgedTheSameByTheHook() throws IOException, InterruptedException {
        DnfHost host = host("record", "updates-8.4", "breaking-8.4");
        host.write(
                "etc/kernelpin/pins.d/drbd.toml",
                Files.readString(
                        Path.of("src/test/resources/e2e/pins/npreal2-without-package.toml")));
        String scenario = "e2e/a-module-file-that-a-kernel-inside-the-minor-breaks.toml";
        for (HostFile file :
                HostFile.readAll(
                        new TomlMapper().readTree(Resources.text(scenario)).path("files"))) {
            host.write(file);
        }
        Path file = scratch.resolve("breaking.json");

        DnfHost.Run record = host.kernelpin("record --root @ROOT@ -o " + file);

        assertEquals(new DnfHost.Run(3, file + "\n", ""), record);
        DnfHost.Run hook = host.kernelpin("hook", Files.readString(file));
        assertEquals(3, hook.status(), hook.err());
        assertEquals(
                List.of(
                        "npreal2.ko of 4.18.0-305.el8.x86_64 would not load:"
                                + " 1 of 3 symbols changed"),
                new ObjectMapper()
                        .readTree(hook.out())
                        .path("findings")
                        .findValuesAsText("message"));
    }

    private static DnfHost host(String name, String... repositories)
            throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf("base", "dry-run-" + name);
        host.configure(List.of(repositories), "");
        host.write(
                "etc/kernelpin/pins.d/drbd.toml",
                Files.readString(Path.of("src/test/resources/e2e/pins/drbd.toml")));
        return host;
    }
}
