package io.github.kernelpin;

import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Comparison;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.rpm.VersionConstraint;
import io.github.kernelpin.model.symbol.SymbolTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every kernel of RHEL 7 to 10 and some of Oracle's, in the packages that there are of each. */
public final class SampleKernels {

    private static final String[][] ARCHITECTURES = {
        {"x86_64", "(x86-64)"},
        {"aarch64", "(aarch-64)"},
        {"ppc64le", "(ppc-64)"},
        {"s390x", "(s390-64)"},
        {"loongarch64", "(loongarch64-64)"},
        {"i686", "(x86-32)"}
    };

    /** They lead up to the next minor or build, or have been numbered by another hand. */
    private static final List<String> UNUSUAL_RELEASES =
            List.of(
                    "305~rc1.el8",
                    "305.25.1~rc1.el8_4",
                    "305.25.1.0~rc1.el8_4",
                    "305.25.01.el8_4",
                    "0305.025.1",
                    "306~rc1.el8",
                    "306~rc1");

    private final List<Sample> samples = new ArrayList<>();

    /** A package, and what it provides in which version. */
    public record Sample(RpmPackage rpm, Map<String, VersionConstraint> provides) {
        public Sample {
            provides = Map.copyOf(provides);
        }
    }

    private SampleKernels() {}

    /** The packages; the same list each time. */
    public static List<Sample> all() {
        SampleKernels kernels = new SampleKernels();
        int row = 0;
        for (String line : Resources.text("kernels/kernel-releases.csv").strip().split("\n", -1)) {
            String[] fields = line.split(",", -1);
            if (row > 0) {
                kernels.add(fields[1], new Evr(0, fields[2], fields[3]), row);
            }
            row++;
        }
        // Oracle's has the version of RHEL 10.0's, and the build number may meet as well.
        kernels.add("kernel-uek", new Evr(0, "6.12.0", "55.9.1.el10uek"), row);
        for (String family : List.of("kernel-ueknext", "kernel-lt", "kernel-ml")) {
            row++;
            kernels.add(family, new Evr(0, "4.18.0", "305.25.1." + family.substring(7)), row);
            kernels.add(family, new Evr(0, "6.12.1", "1.el10." + family.substring(7)), row);
        }
        for (String release : UNUSUAL_RELEASES) {
            row++;
            kernels.add("kernel", new Evr(0, "4.18.0", release), row);
        }
        return List.copyOf(kernels.samples);
    }

    private void add(String family, Evr evr, int row) {
        boolean isWhole = evr.release().contains("el7");
        String boots = isWhole ? "" : "-core";
        kernel(family + boots, evr, row, "");
        kernel(family + "-debug" + boots, evr, row, "+debug");
        if (row % 3 == 0 && !family.contains("uek")) {
            // As one builds it that has no dist tag.
            kernel(family + boots, new Evr(0, evr.version(), numbers(evr.release())), row, "");
            kernel("kernel-uki-virt", evr, row, "");
        }
        if (row % 5 == 0) {
            kernel(family + "-strange-core", evr, row, "+strange");
        }
        if (row % 7 == 0) {
            add("kernel", evr, row, "as it says", Map.of());
        }
        add(family + "-headers", evr, row, "", Map.of());
    }

    private void kernel(String name, Evr evr, int row, String suffix) {
        String uname = evr + "." + ARCHITECTURES[row % ARCHITECTURES.length][0] + suffix;
        Map<String, Evr> provides = new TreeMap<>();
        String says = uname(name);
        provides.put(says, Evr.parse(uname));
        if (says.equals(KernelVariant.UNAME)) {
            // Whatever boots provides the plain kernel's name in RHEL's kernel.spec.
            provides.put("kernel", evr);
        }
        add(name, evr, row, uname, provides);
    }

    /** Oracle's and ELRepo's kernels provide a capability of their own. */
    private static String uname(String name) {
        for (String capability : KernelVariant.UNAMES) {
            String family = capability.substring(0, capability.length() - "uname-r".length());
            if (!capability.equals(KernelVariant.UNAME) && name.startsWith(family)) {
                return capability;
            }
        }
        return KernelVariant.UNAME;
    }

    private void add(String name, Evr evr, int row, String uname, Map<String, Evr> provides) {
        String[] arch = ARCHITECTURES[row % ARCHITECTURES.length];
        RpmPackage rpm =
                RpmPackage.of(
                        new Nevra(name, evr, arch[0]),
                        "",
                        uname,
                        List.of(),
                        SymbolTable.empty(),
                        SymbolTable.empty());
        Map<String, VersionConstraint> all = new TreeMap<>();
        provides.forEach(
                (capability, version) ->
                        all.put(capability, new VersionConstraint(Comparison.EQUAL, version)));
        all.put(name, new VersionConstraint(Comparison.EQUAL, evr));
        all.put(name + arch[1], new VersionConstraint(Comparison.EQUAL, evr));
        samples.add(new Sample(rpm, all));
    }

    private static String numbers(String release) {
        int end = 0;
        while (end < release.length() && ".0123456789".indexOf(release.charAt(end)) >= 0) {
            end++;
        }
        return release.substring(0, end).replaceAll("\\.$", "");
    }
}
