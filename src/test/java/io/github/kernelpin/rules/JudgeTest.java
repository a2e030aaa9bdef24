package io.github.kernelpin.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.symbol.TooLargeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JudgeTest {

    @Test
    void findingsAboutOnePackageAreInTheOrderOfRulesAndThenOfPlaces() {
        Pin.DeniedKernel last = denied(9);
        Pin.DeniedKernel first = denied(3);

        Verdict verdict = Judge.judge(List.of(pin(last, first)), arrival("348.el8"), List.of());

        List<String> found = verdict.findings().stream().map(JudgeTest::ruleAndLine).toList();
        assertEquals(List.of("kernel-outside-pin 20", "kernel-denied 3", "kernel-denied 9"), found);
    }

    @Test
    void whatHasMoreFindingsThanAnybodyReadsIsTooLarge() {
        List<Pin> pins = new ArrayList<>(Collections.nCopies(20, pin()));
        String[] releases = new String[1_000];
        for (int i = 0; i < releases.length; i++) {
            releases[i] = "348." + i + ".el8";
        }
        Transaction transaction = arrival(releases);

        assertEquals(20_000, Judge.judge(pins, transaction, List.of()).findings().size());

        pins.add(pin());
        assertEquals(
                "more than 20000 findings",
                assertThrows(
                                TooLargeException.class,
                                () -> Judge.judge(pins, transaction, List.of()))
                        .getMessage());
    }

    private static Pin pin(Pin.DeniedKernel... denied) {
        return new Pin(
                "p",
                "",
                List.of(new KernelSpec.OfMinor(new KernelMinor("4.18.0", 305))),
                List.of(denied),
                List.of(),
                Pin.Action.REFUSE,
                List.of(),
                at(20));
    }

    private static Transaction arrival(String... releases) {
        List<PackageChange> changes = new ArrayList<>();
        for (String release : releases) {
            Nevra kernel = new Nevra("kernel-core", Evr.parse("4.18.0-" + release), "x86_64");
            changes.add(
                    new PackageChange(
                            PackageChange.Action.INSTALL, RpmPackage.of(kernel), List.of()));
        }
        return new Transaction(new HostState(List.of(), List.of(), "", "", 0), changes);
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
