package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.SampleKernels;
import io.github.kernelpin.SamplePins;
import io.github.kernelpin.cases.file.BadCaseException;
import io.github.kernelpin.guard.Guard;
import io.github.kernelpin.guard.GuardConstraints;
import io.github.kernelpin.guard.interval.Dependency;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What guards depend on means to dnf's solver what their pins mean to the hook. */
final class GuardSolverIT {

    private static final List<SampleKernels.Sample> KERNELS = SampleKernels.all();

    @TempDir private Path work = Path.of("");

    @Test
    void theSolverKeepsOutWhatTheHookRefuses()
            throws IOException, InterruptedException, BadCaseException {
        List<Pin> pins = new ArrayList<>(SamplePins.byHand());
        List<Pin> ofCases = SamplePins.ofCases();
        assertTrue(ofCases.size() > 100, ofCases.size() + " pins of cases");
        pins.addAll(ofCases);
        pins.addAll(SamplePins.byChance(150, 20210518));
        Map<Pin, GuardConstraints> guards = guards(pins);
        assertTrue(guards.size() > 100, guards.size() + " of the pins can be satisfied");
        Map<String, Set<Integer>> meeting = solve(guards);
        List<String> wrong = new ArrayList<>();
        guards.forEach(
                (pin, guard) -> {
                    compare("out", refused(pin), union(guard.conflicts(), meeting), pin, wrong);
                    if (!guard.requires().isEmpty()) {
                        compare("in", fitting(pin), union(guard.requires(), meeting), pin, wrong);
                    }
                });
        assertEquals(List.of(), wrong.subList(0, Math.min(wrong.size(), 20)));
    }

    private static Map<Pin, GuardConstraints> guards(List<Pin> pins) {
        Map<Pin, GuardConstraints> guards = new LinkedHashMap<>();
        for (Pin pin : pins) {
            try {
                guards.put(pin, Guard.of(pin).constraints());
            } catch (IllegalArgumentException e) {
                assertEquals("it denies every kernel that it allows", e.getMessage());
            }
        }
        return guards;
    }

    /** The numbers of the kernels that meet each dependency. */
    private Map<String, Set<Integer>> solve(Map<Pin, GuardConstraints> guards)
            throws IOException, InterruptedException {
        TreeSet<String> dependencies = new TreeSet<>();
        for (GuardConstraints guard : guards.values()) {
            guard.conflicts().forEach(each -> dependencies.add(each.toString()));
            guard.requires().forEach(each -> dependencies.add(each.toString()));
        }
        List<String> packages = new ArrayList<>();
        KERNELS.forEach(each -> packages.add(line(each)));
        Path packagesFile = Files.write(work.resolve("packages"), packages);
        Path dependenciesFile = Files.write(work.resolve("dependencies"), dependencies);
        DnfHost.Run run =
                DnfHost.run(
                        List.of(
                                "/usr/bin/python3",
                                "src/test/python/solve_guards.py",
                                packagesFile.toString(),
                                dependenciesFile.toString()),
                        "");
        assertEquals(0, run.status(), run.err());
        Map<String, Set<Integer>> meeting = new TreeMap<>();
        List<String> lines = run.out().lines().toList();
        assertEquals(dependencies.size(), lines.size());
        int line = 0;
        for (String dependency : dependencies) {
            Set<Integer> numbers = new TreeSet<>();
            for (String number : lines.get(line).split(" ", -1)) {
                if (!number.isEmpty()) {
                    numbers.add(Integer.valueOf(number));
                }
            }
            meeting.put(dependency, numbers);
            line++;
        }
        return meeting;
    }

    private static String line(SampleKernels.Sample sample) {
        Nevra nevra = sample.rpm().nevra();
        StringBuilder line = new StringBuilder(nevra.name());
        line.append('\t').append(nevra.evr().version()).append('\t').append(nevra.evr().release());
        // libsolv leaves out what this machine cannot run; uname tells the architecture all the
        // same.
        line.append("\tnoarch");
        sample.provides()
                .forEach((name, version) -> line.append('\t').append(name + "=" + version.evr()));
        return line.toString();
    }

    private static Set<Integer> refused(Pin pin) {
        Set<Integer> refused = new TreeSet<>();
        for (int i = 0; i < KERNELS.size(); i++) {
            if (pin.appliesTo(KERNELS.get(i).rpm()) && !pin.permits(KERNELS.get(i).rpm().evr())) {
                refused.add(i);
            }
        }
        return refused;
    }

    private static Set<Integer> fitting(Pin pin) {
        Set<Integer> fitting = new TreeSet<>();
        for (int i = 0; i < KERNELS.size(); i++) {
            if (pin.appliesTo(KERNELS.get(i).rpm()) && pin.permits(KERNELS.get(i).rpm().evr())) {
                fitting.add(i);
            }
        }
        return fitting;
    }

    private static Set<Integer> union(
            List<Dependency> dependencies, Map<String, Set<Integer>> meeting) {
        Set<Integer> union = new TreeSet<>();
        for (Dependency each : dependencies) {
            union.addAll(Objects.requireNonNull(meeting.get(each.toString())));
        }
        return union;
    }

    private static void compare(
            String where, Set<Integer> hook, Set<Integer> solver, Pin pin, List<String> wrong) {
        for (int i = 0; i < KERNELS.size(); i++) {
            if (hook.contains(i) != solver.contains(i)) {
                wrong.add(
                        KERNELS.get(i).rpm()
                                + " is "
                                + where
                                + (hook.contains(i) ? " for the hook: " : " for the solver: ")
                                + pin);
            }
        }
    }
}
