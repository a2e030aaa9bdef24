package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelpin.DistributionPackages;
import io.github.kernelpin.SamplePins;
import io.github.kernelpin.guard.Guard;
import io.github.kernelpin.guard.interval.Dependency;
import io.github.kernelpin.model.kernel.RpmPackage.Capability;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.VersionConstraint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a guard is, dnf's solver lets in what a pin allows of each distribution's packages. */
final class GuardedDistributionsIT {

    private static final List<DistributionPackages.Row> PACKAGES = DistributionPackages.all();

    private static final List<List<Capability>> REQUIRED =
            PACKAGES.stream()
                    .map(row -> row.requires().stream().map(Capability::parse).toList())
                    .toList();

    private static final Map<String, List<Provided>> PROVIDED = provided();

    private static final List<String> PINS =
            List.of(
                    "rhel:9.2",
                    "rhel:9.7",
                    "rhel:9.2; rhel:9.7; !5.14.0-284.30.1",
                    "rhel:9.7; @default",
                    "rhel:9.7; @rt",
                    "rhel:9.2; @debug",
                    "rhel:9.7; @uki; @default",
                    "6.12.0-107",
                    "6.12.0-107.59.3.4.el9uek; @uek",
                    "6.12.0-107; @uek-debug; @uek-64k",
                    "= 7.1.0",
                    ">= 6.1, < 6.2",
                    "!7.1.9-1",
                    "< 5");

    /** Those that once were let in, as they provide names of their own. */
    private static final List<String> UNUSUAL =
            List.of(
                    "kernel-ueknext-core",
                    "kernel-uek-debug-core",
                    "kernel-uek64k-core",
                    "kernel-debug-uki-virt",
                    "kernel-ml-core",
                    "kernel-lt-core");

    /** The version in which a package provides something; null where it has none. */
    private record Provided(int number, @Nullable VersionConstraint version) {}

    @TempDir private Path work = Path.of("");

    @Test
    void whatThePinAllowsGoesInAndWhatItDoesNotIsKeptOut()
            throws IOException, InterruptedException {
        List<Pin> pins = new ArrayList<>();
        PINS.forEach(each -> pins.add(SamplePins.pin(each.split("; ", -1))));
        List<Set<Integer>> installed = solve(pins);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < PACKAGES.size(); i++) {
            if (!installed.get(0).contains(i)) {
                wrong.add(PACKAGES.get(i).nevra() + " cannot be installed at all");
            }
        }
        for (int i = 0; i < pins.size(); i++) {
            compare(keptOut(pins.get(i)), installed.get(i + 1), PINS.get(i), wrong);
        }
        assertEquals(List.of(), wrong.subList(0, Math.min(wrong.size(), 30)), wrong.size() + "");
    }

    @Test
    void kernelsWithNamesOfTheirOwnAreAmongWhatIsKeptOut() {
        Set<Integer> out = keptOut(SamplePins.pin("rhel:9.7"));
        for (String name : UNUSUAL) {
            boolean isOut = false;
            for (int each : out) {
                isOut |= PACKAGES.get(each).nevra().name().equals(name);
            }
            assertTrue(isOut, name);
        }
    }

    private static Map<String, List<Provided>> provided() {
        Map<String, List<Provided>> provided = new TreeMap<>();
        for (int i = 0; i < PACKAGES.size(); i++) {
            for (String text : PACKAGES.get(i).provides()) {
                Capability each = Capability.parse(text);
                provided.computeIfAbsent(each.name(), name -> new ArrayList<>())
                        .add(new Provided(i, each.version()));
            }
        }
        return provided;
    }

    /** What the hook refuses, and what cannot be there without it. */
    private static Set<Integer> keptOut(Pin pin) {
        Set<Integer> out = new TreeSet<>();
        for (int i = 0; i < PACKAGES.size(); i++) {
            DistributionPackages.Row row = PACKAGES.get(i);
            if (row.isKernel() && pin.appliesTo(row.rpm()) && !pin.permits(row.rpm())) {
                out.add(i);
            }
        }
        int before = -1;
        while (before != out.size()) {
            before = out.size();
            for (int i = 0; i < PACKAGES.size(); i++) {
                boolean isLeftBehind = REQUIRED.get(i).stream().anyMatch(each -> isGone(each, out));
                if (isLeftBehind) {
                    out.add(i);
                }
            }
        }
        return out;
    }

    private static boolean isGone(Capability required, Set<Integer> out) {
        Set<Integer> providers = new TreeSet<>();
        for (Provided each : PROVIDED.getOrDefault(required.name(), List.of())) {
            VersionConstraint wanted = required.version();
            VersionConstraint version = each.version();
            if (wanted == null || (version != null && version.overlaps(wanted))) {
                providers.add(each.number());
            }
        }
        return !providers.isEmpty() && out.containsAll(providers);
    }

    private static void compare(
            Set<Integer> keptOut, Set<Integer> installed, String pin, List<String> wrong) {
        for (int i = 0; i < PACKAGES.size(); i++) {
            if (keptOut.contains(i) == installed.contains(i)) {
                wrong.add(
                        PACKAGES.get(i).nevra()
                                + (keptOut.contains(i) ? " is let in: " : " is kept out: ")
                                + pin);
            }
        }
    }

    private List<Set<Integer>> solve(List<Pin> pins) throws IOException, InterruptedException {
        List<Map<String, Object>> packages = new ArrayList<>();
        for (DistributionPackages.Row row : PACKAGES) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", row.nevra().name());
            each.put("version", row.nevra().evr().version());
            each.put("release", row.nevra().evr().release());
            each.put("provides", ofKernels(row.provides()));
            each.put("requires", ofKernels(row.requires()));
            packages.add(each);
        }
        List<Map<String, Object>> guards = new ArrayList<>();
        for (Pin pin : pins) {
            Guard guard = Guard.of(pin);
            guards.add(
                    Map.of(
                            "requires", texts(guard.constraints().requires()),
                            "conflicts", texts(guard.constraints().conflicts())));
        }
        Path file = work.resolve("guards.json");
        new ObjectMapper()
                .writeValue(file.toFile(), Map.of("packages", packages, "guards", guards));
        DnfHost.Run run =
                DnfHost.run(
                        List.of(
                                "/usr/bin/python3",
                                "src/test/python/install_beside_guards.py",
                                file.toString()),
                        "");
        assertEquals(0, run.status(), run.err());
        List<Set<Integer>> installed = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            Set<Integer> numbers = new TreeSet<>();
            for (String number : line.isEmpty() ? new String[0] : line.split(" ", -1)) {
                numbers.add(Integer.valueOf(number));
            }
            installed.add(numbers);
        }
        assertEquals(pins.size() + 1, installed.size());
        Files.delete(file);
        return installed;
    }

    /** The rest, as dracut, would have to be made up. */
    private static List<String> ofKernels(Collection<String> capabilities) {
        return capabilities.stream()
                .filter(each -> each.startsWith("kernel") || each.startsWith("installonlypkg("))
                .toList();
    }

    private static List<String> texts(Collection<Dependency> dependencies) {
        return dependencies.stream().map(Dependency::toString).toList();
    }
}
