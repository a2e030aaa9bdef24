package io.github.kernelpin.rules.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.PackageChange.Action;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Rest;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Remedy;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What dnf would do without a kernel of 8.5, on a host that is pinned to 8.4. */
final class RestJudgeTest {

    private static final SourceLocation ANYWHERE = new SourceLocation("pins.toml", 1, 1);
    private static final Pin PIN =
            new Pin(
                    "drbd",
                    "",
                    List.of(new KernelSpec.OfMinor(new KernelMinor("4.18.0", 305))),
                    List.of(),
                    List.of(),
                    Pin.Action.REFUSE,
                    List.of(),
                    ANYWHERE);
    private static final HostState HOST =
            new HostState(
                    List.of(rpm("kernel-core-4.18.0-305.el8"), rpm("tool-1-1")),
                    List.of(),
                    "",
                    "",
                    3);
    private static final List<PackageChange> REFUSED =
            List.of(
                    install("kernel-core-4.18.0-348.el8"),
                    install("curl-1-2"),
                    install("needs-348-1-1"),
                    new PackageChange(Action.OBSOLETED, rpm("chrony-1-1"), List.of()));

    @Test
    void dnfsReasonWhyThereIsNoSolutionIsPassedOn() {
        Rest rest =
                new Rest(
                        1,
                        List.of(),
                        "dnf finds no solution: x",
                        true,
                        List.of(),
                        List.of(),
                        Withheld.UNKNOWN,
                        new Transaction(HOST, List.of()));

        assertEquals("dnf finds no solution: x", judge(rest).problem());
    }

    @Test
    void aRestOfNothingIsNoProblemAndTold() {
        assertEquals("", problem());
        assertTrue(judge(rest(List.of())).isEmpty());
        assertFalse(judge(rest(List.of(install("curl-1-2")))).isEmpty());
    }

    @Test
    void whatIsRefusedAsWellIsNoWayToGo() {
        assertEquals(
                "kernel-core-4.18.0-349.el8.x86_64 would be refused as well (kernel-outside-pin)",
                problem(install("curl-1-2"), install("kernel-core-4.18.0-349.el8")));
    }

    @Test
    void nothingGoesThatWouldHaveStayed() {
        assertEquals(
                "dnf would remove tool-1-1.x86_64 for it",
                problem(
                        install("curl-1-2"),
                        new PackageChange(Action.REMOVE, rpm("tool-1-1"), List.of())));
    }

    @Test
    void nothingComesThatNobodyWanted() {
        assertEquals(
                "dnf would take kernel-debug-core-4.18.0-305.9.el8.x86_64 for it",
                problem(install("curl-1-2"), install("kernel-debug-core-4.18.0-305.9.el8")));
    }

    @Test
    void whatWouldHaveBeenReplacedMayBeUpgraded() {
        assertEquals(
                "",
                problem(
                        install("curl-1-2"),
                        new PackageChange(Action.UPGRADE, rpm("chrony-1-2"), List.of())));
    }

    @Test
    void theKernelThatFitsComesInsteadWithItsParts() {
        assertEquals(
                "",
                problem(
                        install("kernel-core-4.18.0-305.9.el8"),
                        install("kernel-modules-core-4.18.0-305.9.el8")));
    }

    @Test
    void theRemedyLeavesOutWhatDoesNotComeAndSaysWhatDnfWasTold() {
        Rest rest =
                new Rest(
                        1,
                        List.of("kernel-core-4.18.0-348"),
                        "",
                        false,
                        List.of(Nevra.parse("needs-348-1-1.x86_64")),
                        List.of(),
                        Withheld.UNKNOWN,
                        new Transaction(HOST, List.of(install("curl-1-2"))));

        assertEquals("", judge(rest).problem());
        assertEquals(
                new Remedy.InstallRest(
                        List.of(
                                Nevra.parse("kernel-core-4.18.0-348.el8.x86_64"),
                                Nevra.parse("needs-348-1-1.x86_64")),
                        List.of("curl"),
                        List.of("kernel-core-4.18.0-348", "needs-348-1-1.x86_64"),
                        true,
                        false),
                judge(rest).remedy(List.of("curl")));
    }

    private static String problem(PackageChange... changes) {
        return judge(rest(List.of(changes))).problem();
    }

    private static Rest rest(List<PackageChange> changes) {
        return new Rest(
                1,
                List.of(),
                "",
                true,
                List.of(),
                List.of(),
                Withheld.UNKNOWN,
                new Transaction(HOST, changes));
    }

    private static RestJudge judge(Rest rest) {
        Request request =
                new Request(
                        "x",
                        "/",
                        "/p",
                        new DnfCommand(List.of(), "", "", List.of()),
                        new Transaction(HOST, REFUSED),
                        new ArrayList<>(),
                        List.of(),
                        Allowances.parse(List.of(), ""),
                        true);
        return new RestJudge(List.of(PIN), request, rest);
    }

    private static PackageChange install(String name) {
        return new PackageChange(Action.INSTALL, rpm(name), List.of());
    }

    private static RpmPackage rpm(String name) {
        return RpmPackage.of(Nevra.parse(name + ".x86_64"));
    }
}
