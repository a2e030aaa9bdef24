package io.github.kernelpin.rules.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExclusionsTest {

    private static final Nevra KERNEL = nevra("kernel-core");
    private static final Nevra EXTRA = nevra("kernel-modules-extra");
    private static final Nevra KMOD = nevra("kmod-x");
    private static final Nevra TOOL = nevra("tool-of-kmod-x");
    private static final Nevra OTHER = nevra("other");

    @Test
    void whatNeedsThePackageIsLeftOutAsWellAndWhatNeedsThat() {
        assertEquals(
                "[kernel-core-4.18.0-348.el8.x86_64, kernel-modules-extra-4.18.0-348.el8.x86_64,"
                        + " kmod-x-4.18.0-348.el8.x86_64, tool-of-kmod-x-4.18.0-348.el8.x86_64]",
                leaveOut("updates", needs(TOOL, KMOD), needs(KMOD, EXTRA), needs(EXTRA, KERNEL))
                        .packages()
                        .toString());
    }

    @Test
    void whatHasAnotherChoiceStays() {
        assertEquals(
                "[kernel-core-4.18.0-348.el8.x86_64, kernel-modules-extra-4.18.0-348.el8.x86_64,"
                        + " tool-of-kmod-x-4.18.0-348.el8.x86_64]",
                leaveOut("updates", needs(KMOD, KERNEL, OTHER), needs(TOOL, KERNEL))
                        .packages()
                        .toString());
    }

    @Test
    void whetherAnythingElseRemainsIsTold() {
        Request.Dependency[] three = {
            needs(KMOD, KERNEL), needs(EXTRA, KERNEL), needs(TOOL, KERNEL)
        };
        Request.Dependency[] all = {three[0], three[1], three[2], needs(OTHER, KERNEL)};

        assertTrue(leaveOut("updates", three).leaveOthers(request("updates", three)));
        assertFalse(leaveOut("updates", all).leaveOthers(request("updates", all)));
    }

    @Test
    void noExcludeTouchesAFileOfTheCommandLine() {
        assertEquals(
                "[kernel-core-4.18.0-348.el8.x86_64, kernel-modules-extra-4.18.0-348.el8.x86_64]",
                leaveOut(Request.COMMAND_LINE)
                        .fromCommandLine(request(Request.COMMAND_LINE))
                        .toString());
        assertEquals("[]", leaveOut("updates").fromCommandLine(request("updates")).toString());
    }

    private static Exclusions leaveOut(String repository, Request.Dependency... dependencies) {
        Request request = request(repository, dependencies);
        RpmPackage kernel = request.transaction().incoming().get(0);
        Finding refused =
                new Finding(
                        "kernel-outside-pin",
                        Severity.REFUSE,
                        "p",
                        new Subject.Change(Subject.Direction.INCOMING, kernel),
                        "outside",
                        List.of(),
                        "",
                        new SourceLocation("pins.toml", 1, 1),
                        List.of(kernel.nevra()));
        return Exclusions.of(
                new Verdict(List.of(refused)), new AvailableKernels(List.of(), request));
    }

    private static Request request(String repository, Request.Dependency... dependencies) {
        List<PackageChange> changes = new ArrayList<>();
        for (Nevra each : List.of(KERNEL, EXTRA, KMOD, TOOL, OTHER)) {
            RpmPackage arriving =
                    RpmPackage.of(
                            each,
                            repository,
                            "",
                            List.of(),
                            SymbolTable.empty(),
                            SymbolTable.empty());
            changes.add(new PackageChange(PackageChange.Action.INSTALL, arriving, List.of()));
        }
        return new Request(
                "x",
                "/",
                "/p",
                new DnfCommand(List.of(), "", "", List.of()),
                new Transaction(new HostState(List.of(), List.of(), "", "", 3), changes),
                List.of(),
                List.of(dependencies),
                Allowances.parse(List.of(), ""),
                true);
    }

    private static Request.Dependency needs(Nevra dependent, Nevra... anyOf) {
        return new Request.Dependency(dependent, List.of(anyOf));
    }

    private static Nevra nevra(String name) {
        return Nevra.parse(name + "-4.18.0-348.el8.x86_64");
    }
}
