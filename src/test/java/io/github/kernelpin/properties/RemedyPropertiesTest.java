package io.github.kernelpin.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.rules.remedy.AvailableKernels;
import io.github.kernelpin.rules.remedy.Exclusions;
import io.github.kernelpin.rules.remedy.FittingKernel;
import io.github.kernelpin.rules.removal.Eviction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a refusal advises is not refused in turn. */
final class RemedyPropertiesTest {

    @Test
    void theKernelToTakeInsteadIsAllowed() {
        int[] taken = {0};
        Counterexample.mustNotExist(
                world -> {
                    for (FittingKernel fitting : fitting(world)) {
                        if (fitting.kernel() != null && !fitting.installed()) {
                            World instead = world.with(World.Part.TRANSACTION, install(fitting));
                            assertEquals("allowed", verdict(instead), () -> "with " + fitting);
                            taken[0]++;
                        }
                    }
                });
        assertTrue(taken[0] > Worlds.COUNT / 50, taken[0] + " kernels to take");
    }

    /** The packages that dnf is asked for; a metapackage brings what it stands for. */
    private static List<String> install(FittingKernel fitting) {
        List<String> items = new ArrayList<>();
        for (Nevra each : fitting.packages()) {
            items.add("+" + each);
        }
        String kernel = "+" + fitting.kernel();
        if (!items.contains(kernel)) {
            items.add(kernel);
            items.add(kernel.replace("-core-", "-modules-"));
        }
        return items;
    }

    @Test
    void theKernelToStayWithIsInstalledAndStaysAllowed() {
        Counterexample.mustNotExist(
                world -> {
                    for (FittingKernel fitting : fitting(world)) {
                        if (fitting.installed()) {
                            String kernel = String.valueOf(fitting.kernel());
                            assertTrue(Foresight.of(world).before().contains(kernel), kernel);
                            World nothing = world.with(World.Part.TRANSACTION, List.of());
                            assertEquals("allowed", verdict(nothing));
                        }
                    }
                });
    }

    @Test
    void aLimitThatKeepsAllIsEnoughAndAllowed() {
        int[] raised = {0};
        Counterexample.mustNotExist(
                world -> {
                    Request request = world.request();
                    int limit =
                            Eviction.limitToKeepAll(
                                    Outcome.of(world).verdict(), request.transaction());
                    if (limit > 0 && Outcome.of(world).isRefusal()) {
                        World kept = withoutRemovals(world);
                        assertEquals("allowed", verdict(kept), () -> "with " + limit);
                        assertTrue(mostOfOneName(kept) <= limit, "more than " + limit);
                        raised[0]++;
                    }
                });
        assertTrue(raised[0] > Worlds.COUNT / 1000, raised[0] + " limits to raise");
    }

    private static World withoutRemovals(World world) {
        List<String> items = new ArrayList<>(world.of(World.Part.TRANSACTION));
        items.removeIf(item -> item.startsWith("-"));
        return world.with(World.Part.TRANSACTION, items);
    }

    /** How many kernels of one name there are that share it with one that comes in. */
    private static int mostOfOneName(World world) {
        int most = 0;
        Foresight host = Foresight.of(world);
        for (String arriving : host.arriving()) {
            int count = 0;
            for (String each : host.after()) {
                boolean sameName = SmallKernels.name(each).equals(SmallKernels.name(arriving));
                count += SmallKernels.boots(arriving) && sameName ? 1 : 0;
            }
            most = Math.max(most, count);
        }
        return most;
    }

    @Test
    void withoutWhatIsToBeLeftOutNothingOfTheRefusalIsLeft() {
        Counterexample.mustNotExist(
                world -> {
                    Outcome outcome = Outcome.of(world);
                    Exclusions leaveOut = Exclusions.of(outcome.verdict(), available(world));
                    if (leaveOut.packages().isEmpty()) {
                        return;
                    }
                    List<String> items = new ArrayList<>(world.of(World.Part.TRANSACTION));
                    for (Nevra each : leaveOut.packages()) {
                        items.removeIf(item -> (item + " ").startsWith("+" + each + " "));
                    }
                    World rest = withoutRemovals(world.with(World.Part.TRANSACTION, items));
                    List<String> left = Outcome.anew(rest).findings();
                    left.retainAll(outcome.findings());
                    left.removeIf(finding -> !finding.startsWith("refuse "));
                    assertEquals(List.of(), left);
                });
    }

    private static List<FittingKernel> fitting(World world) {
        return FittingKernel.of(Outcome.of(world).verdict(), available(world));
    }

    private static AvailableKernels available(World world) {
        return new AvailableKernels(enforcing(world), world.request());
    }

    private static List<Pin> enforcing(World world) {
        List<Pin> pins = new ArrayList<>(world.pinsIn("pins.d"));
        pins.removeIf(pin -> pin.action() == Pin.Action.WARN);
        return pins;
    }

    private static String verdict(World world) {
        Outcome outcome = Outcome.anew(world);
        return outcome.isRefusal() ? outcome.message() : "allowed";
    }
}
