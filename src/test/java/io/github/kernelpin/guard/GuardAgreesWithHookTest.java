package io.github.kernelpin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.SampleKernels;
import io.github.kernelpin.SamplePins;
import io.github.kernelpin.guard.interval.Dependency;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Evaluates what a guard depends on as rpm would; GuardSolverIT has the solver of dnf do so. */
@Tag("slow")
final class GuardAgreesWithHookTest {

    private static final List<SampleKernels.Sample> KERNELS = SampleKernels.all();

    @Test
    void aKernelIsKeptOutIfTheHookWouldRefuseIt() {
        for (Pin pin : SamplePins.byHand()) {
            assertTrue(check(pin), pin.toString());
        }
    }

    @Test
    void pinsByChanceAreKeptAlike() {
        int unsatisfiable = 0;
        for (Pin pin : SamplePins.byChance(40, 20210518)) {
            unsatisfiable += check(pin) ? 0 : 1;
        }
        assertTrue(unsatisfiable < 20, unsatisfiable + " pins allow nothing");
    }

    /** Returns whether there can be a guard. */
    private static boolean check(Pin pin) {
        GuardConstraints guard;
        try {
            guard = GuardConstraints.of(pin);
        } catch (IllegalArgumentException e) {
            assertEquals("it denies every kernel that it allows", e.getMessage());
            return false;
        }
        List<String> wrong = new ArrayList<>();
        for (SampleKernels.Sample kernel : KERNELS) {
            boolean concerns = pin.appliesTo(kernel.rpm());
            boolean fits = concerns && pin.permits(kernel.rpm().evr());
            if (isHit(guard.conflicts(), kernel) != (concerns && !fits)) {
                wrong.add(kernel.rpm() + (fits ? " is kept out" : " is allowed"));
            }
            if (!guard.requires().isEmpty() && isHit(guard.requires(), kernel) != fits) {
                wrong.add(kernel.rpm() + (fits ? " is not enough" : " is enough"));
            }
        }
        assertEquals(List.of(), wrong, () -> pin + "\n" + guard);
        return true;
    }

    private static boolean isHit(List<Dependency> dependencies, SampleKernels.Sample kernel) {
        List<RpmPackage.Capability> provides = new ArrayList<>();
        kernel.provides()
                .forEach((name, version) -> provides.add(new RpmPackage.Capability(name, version)));
        return Conflicts.isHit(dependencies, provides);
    }
}
