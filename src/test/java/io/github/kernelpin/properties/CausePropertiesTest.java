package io.github.kernelpin.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A finding is about what it says it is about, and goes away with it. */
@Tag("slow")
final class CausePropertiesTest {

    @Test
    void withoutWhatComesInAFindingAboutItIsGone() {
        forEachFinding(
                Subject.Direction.INCOMING,
                (finding, world) -> {
                    assertTrue(finding.culprits().contains(finding.change().rpm().nevra()));
                    for (Nevra culprit : finding.culprits()) {
                        assertGone(finding, without("+", culprit.toString(), world));
                    }
                });
    }

    @Test
    void ifWhatLeavesStaysAFindingAboutItIsGone() {
        forEachFinding(
                Subject.Direction.OUTGOING,
                (finding, world) -> {
                    String leaving = finding.change().rpm().toString();
                    World kept = without("-", leaving, world);
                    for (Nevra culprit : finding.culprits()) {
                        kept = without("+", culprit.toString(), kept);
                    }
                    Foresight host = Foresight.of(kept);
                    assertTrue(host.after().contains(leaving), leaving + " leaves all the same");
                    assertGone(finding, kept);
                });
    }

    @Test
    void withoutARefusedKernelItsPinRefusesNothingThatItHadNotFoundWithIt() {
        forEachFinding(
                Subject.Direction.INCOMING,
                (finding, world) -> {
                    boolean isKernel = finding.change().rpm().isBootableKernel();
                    boolean isRefused = finding.rule().equals("kernel-outside-pin");
                    if (isKernel && isRefused && finding.severity() == Severity.REFUSE) {
                        World left = without("+", finding.change().rpm().toString(), world);
                        assertTrue(
                                found(Outcome.of(world), finding.pin())
                                        .containsAll(refusals(Outcome.anew(left), finding.pin())));
                    }
                });
    }

    private static List<String> found(Outcome outcome, String pin) {
        List<String> rules = new ArrayList<>();
        for (Finding each : outcome.verdict().findings()) {
            if (each.pin().equals(pin)) {
                // What boots next decides whether a loss is grave.
                rules.add(each.rule());
                rules.addAll(each.rule().equals("fallback-lost") ? OF_LOSSES : List.of());
            }
        }
        return rules;
    }

    private static final List<String> OF_LOSSES = List.of("symbol-missing", "symbol-changed");

    private static List<String> refusals(Outcome outcome, String pin) {
        List<String> refusals = new ArrayList<>();
        for (Finding each : outcome.verdict().having(Severity.REFUSE)) {
            if (each.pin().equals(pin)) {
                refusals.add(each.rule());
            }
        }
        return refusals;
    }

    @Test
    void whatIsSaidToStayStays() {
        forEachFinding(
                Subject.Direction.STAYING,
                (finding, world) -> {
                    Foresight host = Foresight.of(world);
                    String staying = finding.change().rpm().toString();
                    assertTrue(host.before().contains(staying) && host.after().contains(staying));
                });
    }

    @Test
    void withSymbolsSwitchedOffNothingIsSaidOfThemAndNothingChangesThatDoesNotDependOnThem() {
        Counterexample.mustNotExist(
                world -> {
                    List<WorldPin> pins = new ArrayList<>();
                    for (WorldPin pin : world.pins()) {
                        List<WorldPin.Module> modules = new ArrayList<>();
                        for (WorldPin.Module each : pin.modules()) {
                            modules.add(
                                    new WorldPin.Module(
                                            each.name(),
                                            each.packageName(),
                                            each.version(),
                                            "off"));
                        }
                        pins.add(pin.withModules(modules));
                    }
                    assertEquals(
                            rulesAndSubjects(Outcome.of(world), false),
                            rulesAndSubjects(Outcome.anew(world.withPins(pins)), true));
                });
    }

    /** Whether a kernel meets a pin depends on what loads in it. */
    private static final List<String> DEPENDS_ON_SYMBOLS =
            List.of("fallback-lost", "no-pinned-kernel-left", "boot-default-outside-pin");

    private static List<String> rulesAndSubjects(Outcome outcome, boolean ofSymbols) {
        List<String> texts = new ArrayList<>();
        for (Finding each : outcome.verdict().findings()) {
            if (!DEPENDS_ON_SYMBOLS.contains(each.rule())
                    && (ofSymbols || !each.rule().startsWith("symbol"))) {
                texts.add(each.rule() + " " + each.pin() + " " + each.change().rpm());
            }
        }
        return texts;
    }

    private static void assertGone(Finding finding, World world) {
        Outcome outcome = Outcome.anew(world);
        for (Finding other : outcome.verdict().findings()) {
            boolean isSame =
                    other.isAboutSameAs(finding)
                            && other.rule().equals(finding.rule())
                            && other.message().equals(finding.message())
                            && other.location().compareTo(finding.location()) == 0;
            assertFalse(isSame, finding + " is still there");
        }
    }

    /** The world without the items that start with a sign and a package. */
    private static World without(String sign, String nevra, World world) {
        List<String> items = new ArrayList<>();
        for (String item : world.of(World.Part.TRANSACTION)) {
            if (!(item + " ").startsWith(sign + nevra + " ")) {
                items.add(item);
            }
        }
        return world.with(World.Part.TRANSACTION, items);
    }

    private interface Claim {
        void check(Finding finding, World world);
    }

    private static void forEachFinding(Subject.Direction direction, Claim claim) {
        Counterexample.mustNotExist(
                world -> {
                    for (Finding finding : Outcome.of(world).verdict().findings()) {
                        if (finding.change().direction() == direction) {
                            claim.check(finding, world);
                        }
                    }
                });
    }
}
