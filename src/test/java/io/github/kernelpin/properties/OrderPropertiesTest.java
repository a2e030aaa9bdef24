package io.github.kernelpin.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Neither dnf nor a directory promises an order, and what is not asked about has no say. */
@Tag("slow")
final class OrderPropertiesTest {

    private static final List<String> UNRELATED =
            List.of("bash-4.4.20-2.el8.x86_64", "kernel-tools-4.18.0-348.el8.x86_64");

    @Test
    void theOrderOfPackagesPinsAndSymbolsChangesNothing() {
        Counterexample.mustNotExist(
                world -> {
                    Random random = new Random(world.hashCode());
                    World other = world;
                    for (World.Part part : World.Part.values()) {
                        List<String> lines = new ArrayList<>(world.of(part));
                        Collections.shuffle(lines, random);
                        other = other.with(part, lines);
                    }
                    List<WorldPin> pins = new ArrayList<>(world.pins());
                    Collections.shuffle(pins, random);
                    assertEquals(
                            Outcome.of(world).json(), Outcome.anew(other.withPins(pins)).json());
                });
    }

    @Test
    void judgingTwiceGivesTheSameBytes() {
        Counterexample.mustNotExist(
                world -> assertEquals(Outcome.of(world).json(), Outcome.anew(world).json()));
    }

    @Test
    void anUnrelatedPackageChangesNoFinding() {
        Counterexample.mustNotExist(
                world -> {
                    World known = world;
                    World coming = world;
                    for (String nevra : UNRELATED) {
                        known =
                                known.withMore(World.Part.INSTALLED, nevra)
                                        .withMore(World.Part.AVAILABLE, nevra);
                        coming = coming.withMore(World.Part.TRANSACTION, "+" + nevra);
                    }
                    World going = known;
                    World again = known;
                    for (String nevra : UNRELATED) {
                        going = going.withMore(World.Part.TRANSACTION, "-" + nevra);
                        again = again.withMore(World.Part.TRANSACTION, "=" + nevra);
                    }
                    for (World other : List.of(coming, going, again)) {
                        assertEquals(Outcome.of(world).findings(), Outcome.anew(other).findings());
                    }
                });
    }

    @Test
    void whatIsMerelyAvailableChangesNoFinding() {
        Counterexample.mustNotExist(
                world -> {
                    World without = world.with(World.Part.AVAILABLE, List.of());
                    assertEquals(Outcome.of(world).findings(), Outcome.anew(without).findings());
                });
    }

    @Test
    void installingAgainWhatStaysChangesNoFinding() {
        Counterexample.mustNotExist(
                world -> {
                    Foresight host = Foresight.of(world);
                    World again = world;
                    for (String each : host.before()) {
                        if (host.after().contains(each)) {
                            again = again.withMore(World.Part.TRANSACTION, "=" + each);
                        }
                    }
                    assertEquals(Outcome.of(world).findings(), Outcome.anew(again).findings());
                });
    }

    @Test
    void everyPinIsJudgedAsIfItWereTheOnlyOne() {
        Counterexample.mustNotExist(
                world -> {
                    List<String> alone = new ArrayList<>();
                    for (WorldPin pin : world.pins()) {
                        alone.addAll(Outcome.anew(world.withPins(List.of(pin))).findings());
                    }
                    assertEquals(
                            alone.stream().sorted().toList(),
                            Outcome.of(world).findings().stream().sorted().toList());
                });
    }

    @Test
    void aPinThatOnlyWarnsFindsTheSameAndRefusesNothing() {
        Counterexample.mustNotExist(
                world -> {
                    List<WorldPin> warning = new ArrayList<>();
                    for (WorldPin pin : world.pins()) {
                        warning.add(pin.withWarning(true));
                    }
                    Outcome warned = Outcome.anew(world.withPins(warning));
                    assertEquals(List.of(), warned.verdict().having(Severity.REFUSE));
                    assertEquals(withoutSeverity(Outcome.of(world)), withoutSeverity(warned));
                });
    }

    private static List<String> ofArrivingKernels(Outcome outcome) {
        List<String> texts = new ArrayList<>();
        for (Finding each : outcome.verdict().findings()) {
            // What is refused anyway does not boot next, so nobody asks for its drivers.
            boolean isOfDrivers = each.rule().equals("no-pinned-kernel-left");
            if (each.change().direction() == Subject.Direction.INCOMING
                    && !isOfDrivers
                    && each.change().rpm().isBootableKernel()) {
                texts.add(each.rule() + " " + each.pin() + " " + each.change().rpm());
            }
        }
        return texts.stream().sorted().toList();
    }

    @Test
    void anAllowanceFindsTheSameAndIsOnlyAboutKernelsThatComeIn() {
        Counterexample.mustNotExist(
                world -> {
                    List<String> all = new ArrayList<>(SmallKernels.VERSIONS);
                    Outcome allowed = Outcome.anew(world.with(World.Part.ALLOW, all));
                    assertEquals(ofArrivingKernels(Outcome.of(world)), ofArrivingKernels(allowed));
                    for (Finding finding : allowed.verdict().findings()) {
                        boolean isKernel =
                                finding.change().direction() == Subject.Direction.INCOMING
                                        && SmallKernels.boots(finding.change().rpm().toString());
                        assertEquals(isKernel, finding.severity() == Severity.ALLOWED);
                    }
                });
    }

    private static List<String> withoutSeverity(Outcome outcome) {
        return outcome.verdict().findings().stream().map(Outcome::text).sorted().toList();
    }
}
