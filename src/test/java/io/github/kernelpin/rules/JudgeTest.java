package io.github.kernelpin.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.Evr;
import io.github.kernelpin.model.Finding;
import io.github.kernelpin.model.HostState;
import io.github.kernelpin.model.KernelMinor;
import io.github.kernelpin.model.KernelSpec;
import io.github.kernelpin.model.Nevra;
import io.github.kernelpin.model.PackageChange;
import io.github.kernelpin.model.Pin;
import io.github.kernelpin.model.RpmPackage;
import io.github.kernelpin.model.SourceLocation;
import io.github.kernelpin.model.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JudgeTest {

    @Test
    void findingsAboutOnePackageAreInTheOrderOfRulesAndThenOfPlaces() {
        Pin.DeniedKernel last = denied(9);
        Pin.DeniedKernel first = denied(3);
        KernelSpec other = new KernelSpec.OfMinor(new KernelMinor("4.18.0", 305));
        Pin pin =
                new Pin(
                        "p",
                        "",
                        List.of(other),
                        List.of(last, first),
                        List.of(),
                        Pin.Action.ENFORCE,
                        List.of(),
                        at(20));
        Nevra kernel = new Nevra("kernel-core", Evr.parse("4.18.0-348.el8"), "x86_64");
        Transaction transaction =
                new Transaction(
                        new HostState(List.of(), List.of(), "", "", 0),
                        List.of(
                                new PackageChange(
                                        PackageChange.Action.INSTALL,
                                        RpmPackage.of(kernel),
                                        List.of())));

        Verdict verdict = Judge.judge(List.of(pin), transaction, List.of());

        List<String> found = verdict.findings().stream().map(JudgeTest::ruleAndLine).toList();
        assertEquals(List.of("kernel-outside-pin 20", "kernel-denied 3", "kernel-denied 9"), found);
    }

    private static String ruleAndLine(Finding finding) {
        return finding.rule() + " " + finding.location().line();
    }

    private static Pin.DeniedKernel denied(int line) {
        return new Pin.DeniedKernel(
                new KernelSpec.OfMinor(new KernelMinor("4.18.0", 348)), "", at(line));
    }

    private static SourceLocation at(int line) {
        return new SourceLocation("pins.toml", line, 1);
    }
}
