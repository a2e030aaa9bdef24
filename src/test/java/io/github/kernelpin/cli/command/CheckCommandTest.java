package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelpin.ModuleFixture;
import io.github.kernelpin.Resources;
import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.model.kernel.CandidateKernel;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.result.CheckResult;
import io.github.kernelpin.rules.status.KernelCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {

    private static final String GOOD = "4.18.0-305.25.1.el8_4.x86_64";
    private static final String BREAKING = "4.18.0-305.40.1.el8_4.x86_64";
    private static final String NEXT = "4.18.0-348.el8.x86_64";

    @TempDir private Path root = Path.of("");

    @BeforeEach
    void installKernelsAndModules() throws IOException {
        write("etc/kernelpin/pins.d/drbd.toml", Resources.text("check/drbd.toml"));
        symvers(GOOD, 1, 2, 3, 4, 5, 6, 7, 8);
        symvers(BREAKING, 1, 2, 3, 4, 5, 60, 70);
        symvers(NEXT, 10, 20, 30, 40, 50, 60, 70);
        ModuleFixture drbd = ModuleFixture.builtFor(GOOD);
        for (int i = 1; i <= 8; i++) {
            drbd.needs("symbol_" + i, i);
        }
        drbd.writeTo(root.resolve("lib/modules/" + GOOD + "/extra/drbd.ko"));
        ModuleFixture.builtFor(GOOD)
                .needs("symbol_1", 1)
                .writeTo(root.resolve("lib/modules/" + GOOD + "/extra/npreal2.ko"));
    }

    @Test
    void aRootThatDoesNotExistIsBadInput() {
        assertEquals(
                new CommandRun(4, "", "kernelpin: " + root + "/no?where: no such directory\n"),
                run("--root", root + "/no\u001bwhere", GOOD));
    }

    @Test
    void aDirectoryOfPinsThatDoesNotExistIsNoneWithoutPins() {
        assertEquals(
                new CommandRun(4, "", "kernelpin: " + root + "/typo: no such file or directory\n"),
                CommandRun.of("", "check", "--root=" + root, "--pins=/typo", "4.18.0-348.el8"));
    }

    @Test
    void kernelsOrAllOfThemHaveToBeNamedButNotBoth() {
        for (List<String> arguments :
                List.of(List.<String>of(), List.of("--all-available", GOOD))) {
            CommandRun run = run(arguments.toArray(new String[0]));
            assertEquals(
                    new CommandRun(
                            2,
                            "",
                            "kernelpin: Expected either kernels or --all-available\n"
                                    + "kernelpin check --help says what it takes\n"),
                    run);
        }
    }

    @Test
    void whatIsNoKernelIsAUsageError() {
        assertEquals(
                new CommandRun(
                        2,
                        "",
                        "kernelpin: \"el8?\" is no kernel: expected a version and release"
                                + " (4.18.0-348.el8), what uname -r says (4.18.0-348.el8.x86_64),"
                                + " or a package that boots (kernel-core-4.18.0-348.el8.x86_64)\n"),
                check("el8\u001b"));
    }

    @Test
    void brokenPinsAreListed() throws IOException {
        write("etc/kernelpin/pins.d/b.toml", "x = 1\n");
        assertEquals(
                new CommandRun(
                        5,
                        "",
                        root
                                + "/etc/kernelpin/pins.d/b.toml:1:1: unknown key \"x\": expected pin\n"),
                check(GOOD));
    }

    @Test
    void aModuleThatCannotBeReadIsAboutThatModuleAlone() throws IOException {
        write("lib/modules/" + GOOD + "/extra/drbd.ko", "nonsense");
        CommandRun run = check(GOOD);
        assertEquals(3, run.exitCode());
        assertEquals(
                """
                KERNEL                        RHEL  VERDICT  MODULE   STATE
                4.18.0-305.25.1.el8_4.x86_64  8.4   refused  drbd     unknown: it cannot be
                                                                      read: not an ELF object
                                                             npreal2  loads

                  4.18.0-305.25.1.el8_4.x86_64 is refused:
                    may not load drbd.ko of 4.18.0-305.25.1.el8_4.x86_64: it cannot be read:
                        not an ELF object
                      because: DRBD 9.1.2 was tested on RHEL 8.4
                      rule: symbols-unknown
                      pin: ROOT/etc/kernelpin/pins.d/drbd.toml:6
                """
                        .replace("ROOT", root.toString()),
                run.out());
        assertEquals("", run.err());
    }

    @Test
    void whyKernelsAreRefusedIsSaid() {
        CommandRun run = check(BREAKING, "4.18.0-305.25.1.el8_4", "kernel-core-" + NEXT);
        assertEquals(new CommandRun(3, text("refused.txt"), ""), anonymous(run));
    }

    @Test
    void anAllowedKernelIsAllThatIsSaid() {
        assertEquals(new CommandRun(0, text("allowed.txt"), ""), anonymous(check(GOOD)));
    }

    @Test
    void aKernelThatKernelpinConfNamesIsLetIn() throws IOException {
        write("etc/dnf/plugins/kernelpin.conf", "[main]\nallow = 4.18.0-305.40.1.el8_4\n");
        assertEquals(
                new CommandRun(0, text("allowed-by-name.txt"), ""), anonymous(check(BREAKING)));
    }

    @Test
    void anAllowanceThatHasExpiredIsSaid() throws IOException {
        write("etc/dnf/plugins/kernelpin.conf", "[main]\nallow = 4.18.0-348.el8@9999-12-31\n");
        assertEquals(0, check(NEXT).exitCode());
        write("etc/dnf/plugins/kernelpin.conf", "[main]\nallow = 4.18.0-348.el8@2000-01-01\n");
        CommandRun run = check(NEXT);
        assertEquals(3, run.exitCode());
        assertTrue(
                run.out()
                        .contains(
                                "\n  4.18.0-348.el8.x86_64 is refused:\n"
                                        + "    the allowance of 4.18.0-348.el8 expired on 2000-01-01\n"
                                        + "    outside pin "),
                run.out());
    }

    @Test
    void programsAreToldOfAllowances() throws IOException {
        write(
                "etc/dnf/plugins/kernelpin.conf",
                "[main]\nallow = 4.18.0-348.el8@2000-01-01 4.18.0-305.40.1.el8_4@9999-12-31\n");
        JsonNode kernels =
                new ObjectMapper()
                        .readTree(check("--format=json", GOOD, NEXT, BREAKING).out())
                        .path("kernels");
        assertEquals(
                List.of("allowed", "refused", "allowed-by-name"),
                kernels.findValuesAsText("verdict"));
        assertFalse(kernels.path(0).has("allowance"));
        assertEquals(
                """
                {"kernel":"4.18.0-348.el8","expires":"2000-01-01","state":"expired",\
                "message":"the allowance of 4.18.0-348.el8 expired on 2000-01-01"}""",
                kernels.path(1).path("allowance").toString());
        assertEquals(
                """
                {"kernel":"4.18.0-305.40.1.el8_4","expires":"9999-12-31","state":"in-force",\
                "message":"allowed by name until 9999-12-31"}""",
                kernels.path(2).path("allowance").toString());
    }

    @Test
    void aKernelThatTheLastRunOfDnfHasKeptOutIsToldWithWhatThatWithholds() throws IOException {
        String pins = Resources.text("check/drbd.toml");
        write(
                "etc/kernelpin/pins.d/drbd.toml",
                pins.replaceFirst("\\[\\[pin]]\n", "[[pin]]\naction = \"hold\"\n"));
        write(
                "var/lib/kernelpin/kept-out.json",
                """
                {"schema": 2, "kept_out": [{"package": "kernel-core-4.18.0-348.el8.x86_64",
                  "pins": ["drbd"], "rules": ["kernel-outside-pin"], "verdict": "hold",
                  "since": "2026-11-20", "last": "2026-11-28",
                  "withheld": {"known": true, "advisories": []}}]}
                """);

        CommandRun run = run("--root", root.toString(), NEXT);

        assertEquals(3, run.exitCode());
        assertTrue(run.out().contains("held back"), run.out());
        assertTrue(run.out().contains(NEXT + " is held back:\n"), run.out());
        assertTrue(
                run.out()
                        .contains(
                                NEXT
                                        + " was kept out:\n"
                                        + "    held back since 2026-11-20 by pin drbd, last on 2026-11-28\n"
                                        + "      withheld: no security advisory\n"),
                run.out());
    }

    @Test
    void programsGetAllOfIt() {
        assertEquals(
                new CommandRun(3, text("refused.json"), ""),
                anonymous(check("--format", "json", GOOD, NEXT)));
    }

    @Test
    void withoutPinsEveryKernelIsAllowed() throws IOException {
        Files.createDirectories(root.resolve("etc/kernelpin/none"));
        assertEquals(
                new CommandRun(
                        0,
                        """
                        KERNEL                 RHEL  VERDICT  MODULE  STATE
                        4.18.0-348.el8.x86_64  8.5   allowed
                        """,
                        ""),
                check("--pins", "/etc/kernelpin/none", NEXT));
    }

    @Test
    void ofAllKernelsOneHasToBeAllowed() {
        KernelRelease release = KernelRelease.parse(NEXT);
        CandidateKernel kernel = CandidateKernel.unknown(release);
        KernelCheck allowed =
                KernelCheck.of(
                        List.of(),
                        kernel,
                        new HostState(List.of(), List.of(), "", "", 0),
                        List.of());
        KernelCheck refused =
                new KernelCheck(kernel, denial(kernel), List.of(), Collections.emptySortedSet());
        assertFalse(isGood(List.of(), true));
        assertFalse(isGood(List.of(refused), true));
        assertTrue(isGood(List.of(refused, allowed), true));
        assertFalse(isGood(List.of(refused, allowed), false));
        assertTrue(isGood(List.of(allowed), false));
    }

    private static boolean isGood(List<KernelCheck> checks, boolean isOfAll) {
        return new CheckResult(checks, Allowances.parse(List.of(), ""), isOfAll, List.of())
                .isGood();
    }

    private static Verdict denial(CandidateKernel kernel) {
        return new Verdict(
                List.of(
                        new Finding(
                                "rule",
                                Severity.REFUSE,
                                "pin",
                                new Subject.Change(Subject.Direction.INCOMING, kernel.core()),
                                "",
                                List.of(),
                                "",
                                new SourceLocation("a.toml", 1, 1),
                                List.of())));
    }

    private CommandRun anonymous(CommandRun run) {
        return new CommandRun(
                run.exitCode(), run.out().replace(root.toString(), "@ROOT@"), run.err());
    }

    private static String text(String name) {
        return Resources.text("check/" + name);
    }

    private CommandRun check(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(List.of(arguments));
        return run(all.toArray(new String[0]));
    }

    private static CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("check"));
        all.addAll(List.of(arguments));
        return CommandRun.of("", all.toArray(new String[0]));
    }

    private void symvers(String kernel, int... crcs) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < crcs.length; i++) {
            text.append("0x").append(Integer.toHexString(crcs[i])).append("\tsymbol_");
            text.append(i + 1).append("\tvmlinux\tEXPORT_SYMBOL\n");
        }
        write("lib/modules/" + kernel + "/symvers", text.toString());
    }

    private void write(String path, String content) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), content);
    }
}
