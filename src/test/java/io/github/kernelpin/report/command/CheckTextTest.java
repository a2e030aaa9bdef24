package io.github.kernelpin.report.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.kernel.CandidateKernel;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.result.CheckResult;
import io.github.kernelpin.report.text.Colors;
import io.github.kernelpin.rules.status.KernelCheck;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckTextTest {

    private static final RpmPackage CORE =
            RpmPackage.of(
                    Nevra.parse("kernel-core-4.18.0-348.el8.x86_64"),
                    "base\u001b",
                    "4.18.0\u001b",
                    List.of(),
                    SymbolTable.empty(),
                    SymbolTable.empty());

    @Test
    void noKernelIsNoTable() {
        assertEquals("dnf can see no kernel\n", text(List.of(), false));
    }

    @Test
    void whyEveryKernelIsRefusedIsNotToldOfAll() {
        assertEquals(
                """
                KERNEL   RHEL  VERDICT  MODULE  STATE
                4.18.0?        refused
                """,
                text(List.of(check(Severity.REFUSE, CandidateKernel.Source.AVAILABLE)), true));
    }

    @Test
    void namesFromRepositoriesAreHarmless() {
        List<KernelCheck> checks =
                List.of(check(Severity.REFUSE, CandidateKernel.Source.AVAILABLE));
        assertEquals(
                """
                KERNEL   RHEL  VERDICT  MODULE  STATE
                4.18.0?        refused

                  4.18.0? from base? is refused:
                    what?
                      rule: rule
                      pin: a.toml:1
                """,
                text(checks, false));
    }

    @Test
    void aWarningRefusesNothing() {
        List<KernelCheck> checks = List.of(check(Severity.WARN, CandidateKernel.Source.UNKNOWN));
        assertEquals(
                """
                KERNEL   RHEL  VERDICT  MODULE  STATE
                4.18.0?        allowed

                  4.18.0? has no symvers here and is not visible to dnf:
                    judged by its version alone

                  4.18.0? from base? gets a warning:
                    what?
                      rule: rule
                      pin: a.toml:1
                """,
                text(checks, false));
    }

    private static String text(List<KernelCheck> checks, boolean isOfAll) {
        return new CheckText(new RhelMinors(List.of()), Colors.PLAIN)
                .text(new CheckResult(checks, Allowances.parse(List.of(), ""), isOfAll, List.of()));
    }

    private static KernelCheck check(Severity severity, CandidateKernel.Source source) {
        Finding finding =
                new Finding(
                        "rule",
                        severity,
                        "pin",
                        new Subject.Change(Subject.Direction.INCOMING, CORE),
                        "what\u001b",
                        List.of(),
                        "",
                        new SourceLocation("a.toml", 1, 1),
                        List.of());
        CandidateKernel kernel = new CandidateKernel(CORE.uname(), CORE, List.of(), source);
        return new KernelCheck(
                kernel, new Verdict(List.of(finding)), List.of(), Collections.emptySortedSet());
    }
}
