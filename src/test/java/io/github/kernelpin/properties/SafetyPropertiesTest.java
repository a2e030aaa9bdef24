package io.github.kernelpin.properties;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What must never be true of a transaction that is allowed. */
@Tag("slow")
final class SafetyPropertiesTest {

    private static final List<String> TESTED = List.of("9.1.2-1.el8", "9.1.5-1.el8");

    @Test
    void anAllowedTransactionLeavesAPinnedKernelWhereThereWasOne() {
        forAllowed(
                (pin, host) -> {
                    for (String arch : List.of("x86_64", "aarch64")) {
                        List<String> before = plainest(pinned(pin, arch, host.before()));
                        boolean hadDrivers = false;
                        boolean found = before.isEmpty();
                        for (String kernel : before) {
                            hadDrivers |= hasDrivers(kernel, host.before());
                        }
                        for (String kernel : pinned(pin, arch, host.after())) {
                            found |=
                                    (SmallKernels.isPlain(kernel)
                                                    || !before.stream()
                                                            .anyMatch(SmallKernels::isPlain))
                                            && (!hadDrivers || hasDrivers(kernel, host.after()));
                        }
                        assertTrue(found, pin.id() + " has no kernel left of " + before);
                    }
                });
    }

    private static List<String> pinned(WorldPin pin, String arch, Set<String> packages) {
        List<String> pinned = new ArrayList<>();
        for (String each : packages) {
            if (SmallKernels.arch(each).equals(arch)
                    && !pin.kernels().isEmpty()
                    && SmallKernels.concerns(pin, each)
                    && SmallKernels.fits(pin, each)) {
                pinned.add(each);
            }
        }
        return pinned;
    }

    private static List<String> plainest(List<String> kernels) {
        List<String> plain = kernels.stream().filter(SmallKernels::isPlain).toList();
        return plain.isEmpty() ? kernels : plain;
    }

    private static boolean hasDrivers(String kernel, Set<String> packages) {
        for (String each : packages) {
            if (SmallKernels.hasDriversOf(kernel, each)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void anAllowedTransactionBringsNoKernelThatAPinRefusesUnlessItIsLetInByName() {
        forAllowed(
                (pin, host) -> {
                    for (String kernel : host.arriving()) {
                        boolean isRefused =
                                SmallKernels.concerns(pin, kernel)
                                        && !SmallKernels.fits(pin, kernel);
                        assertTrue(
                                !isRefused || host.isAllowedByName(kernel),
                                pin.id() + ": " + kernel);
                    }
                });
    }

    @Test
    void anAllowedTransactionLeavesAPinnedModuleWhereThereWasOne() {
        forAllowed(
                (pin, host) -> {
                    for (WorldPin.Module module : pin.modules()) {
                        for (String each : host.before()) {
                            boolean isLeft = !host.carries(each, module.packageName());
                            for (String other : host.after()) {
                                isLeft |=
                                        host.carries(other, module.packageName())
                                                && SmallKernels.arch(other)
                                                        .equals(SmallKernels.arch(each));
                            }
                            assertTrue(isLeft, pin.id() + " lacks " + module + " of " + each);
                        }
                    }
                });
    }

    @Test
    void anAllowedTransactionBringsNoUntestedVersionOfAModule() {
        forAllowed(
                (pin, host) -> {
                    for (WorldPin.Module module : pin.modules()) {
                        for (String each : host.arriving()) {
                            assertTrue(
                                    module.version().isEmpty()
                                            || !host.carries(each, module.packageName())
                                            || isTested(each, module.packageName(), host),
                                    pin.id() + ": " + each);
                        }
                    }
                });
    }

    private static boolean isTested(String nevra, String packageName, Foresight host) {
        if (SmallKernels.name(nevra).equals(packageName)) {
            return TESTED.contains(SmallKernels.version(nevra));
        }
        for (String provided : host.provided(nevra)) {
            String version = provided.replace(packageName, "").replace(" = ", "");
            if (provided.startsWith(packageName) && !TESTED.contains(version)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void anAllowedTransactionBringsNoKernelThatAPinnedModuleDoesNotLoadInto() {
        forAllowed(
                (pin, host) -> {
                    for (WorldPin.Module module : pin.modules()) {
                        for (String kernel : host.arriving()) {
                            boolean counts =
                                    SmallKernels.concerns(pin, kernel)
                                            && !host.isAllowedByName(kernel)
                                            && !isBesideAnother(kernel, pin, host);
                            for (String each : host.after()) {
                                boolean isOfIt =
                                        host.carries(each, module.packageName())
                                                && SmallKernels.arch(each)
                                                        .equals(SmallKernels.arch(kernel));
                                assertTrue(
                                        !counts || !isOfIt || isGood(module, each, kernel, host),
                                        pin.id() + ": " + each + " and " + kernel);
                            }
                        }
                    }
                });
    }

    /** One of another variant than what boots next may be there for other reasons. */
    private static boolean isBesideAnother(String kernel, WorldPin pin, Foresight host) {
        for (String other : host.before()) {
            if (host.after().contains(other)
                    && SmallKernels.concerns(pin, other)
                    && SmallKernels.name(other).equals(SmallKernels.name(kernel))) {
                return false;
            }
        }
        for (String other : host.after()) {
            if (SmallKernels.name(other).startsWith("kernel-")
                    && SmallKernels.concerns(pin, other)
                    && !SmallKernels.name(other).equals(SmallKernels.name(kernel))) {
                return true;
            }
        }
        return false;
    }

    /** What cannot be compared is good enough, unless the pin is strict. */
    private static boolean isGood(
            WorldPin.Module module, String rpm, String kernel, Foresight host) {
        if (List.of("warn", "off").contains(module.symbols())) {
            return true;
        }
        boolean isUnknown = host.symbolsOf(kernel).isEmpty() || host.required(rpm).isEmpty();
        return isUnknown ? !module.symbols().equals("strict") : host.loads(rpm, kernel);
    }

    private interface Claim {
        void check(WorldPin pin, Foresight host);
    }

    /** Claims something of every pin that is enforced, where the transaction is allowed. */
    private static void forAllowed(Claim claim) {
        Counterexample.mustNotExist(
                world -> {
                    if (Outcome.of(world).isRefusal()) {
                        return;
                    }
                    Foresight host = Foresight.of(world);
                    for (WorldPin pin : world.pins()) {
                        if (!pin.warns()) {
                            claim.check(pin, host);
                        }
                    }
                });
    }
}
