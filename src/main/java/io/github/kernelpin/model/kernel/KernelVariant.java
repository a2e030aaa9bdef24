package io.github.kernelpin.model.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The variants of kernels that kernelpin knows, by the package that carries vmlinuz. */
public final class KernelVariant {

    /** The variant of the plain kernel. */
    public static final String PLAIN = "default";

    /** What most kernels provide, in the version that {@code uname -r} prints. */
    public static final String UNAME = "kernel-uname-r";

    /**
     * What kernels provide in that version, for those who have to ask by name. Red Hat's
     * kernel.spec has one name for all variants ({@code kernel_reqprovconf}) but in RHEL 9.2, whose
     * debug image had its own; Oracle's has one for each of UEK and UEK-next ({@code
     * variant_name}), and ELRepo's one for kernel-lt and kernel-ml.
     */
    public static final List<String> UNAMES =
            List.of(
                    UNAME,
                    "kernel-debug-uname-r",
                    "kernel-uek-uname-r",
                    "kernel-uek-debug-uname-r",
                    "kernel-uek64k-uname-r",
                    "kernel-uek64kdebug-uname-r",
                    "kernel-ueknext-uname-r",
                    "kernel-ueknext-debug-uname-r",
                    "kernel-ueknext64k-uname-r",
                    "kernel-ueknext64kdebug-uname-r",
                    "kernel-lt-uname-r",
                    "kernel-ml-uname-r");

    /** The package that boots of the plain kernel. */
    static final String PLAIN_PACKAGE = "kernel-core";

    private static final String[][] PACKAGES = {
        {PLAIN_PACKAGE, PLAIN},
        {"kernel-debug-core", "debug"},
        {"kernel-rt-core", "rt"},
        {"kernel-rt-debug-core", "rt-debug"},
        {"kernel-64k-core", "64k"},
        {"kernel-64k-debug-core", "64k-debug"},
        {"kernel-rt-64k-core", "rt-64k"},
        {"kernel-rt-64k-debug-core", "rt-64k-debug"},
        {"kernel-16k-core", "16k"},
        {"kernel-16k-debug-core", "16k-debug"},
        {"kernel-zfcpdump-core", "zfcpdump"},
        {"kernel-automotive-core", "automotive"},
        {"kernel-uki-virt", "uki"},
        {"kernel-debug-uki-virt", "uki-debug"},
        {"kernel-uek-core", "uek"},
        {"kernel-uek-debug-core", "uek-debug"},
        {"kernel-uek64k-core", "uek-64k"},
        {"kernel-plus-core", "plus"},
        {"kernel-ml-core", "ml"},
        {"kernel-lt-core", "lt"},
    };

    private static final Map<String, String> BY_PACKAGE = tabulate();

    private KernelVariant() {}

    private static Map<String, String> tabulate() {
        Map<String, String> byPackage = new TreeMap<>();
        for (String[] each : PACKAGES) {
            byPackage.put(each[0], each[1]);
        }
        return byPackage;
    }

    /** The variant of each package that is known to boot, in the order of their names. */
    public static SortedMap<String, String> byPackage() {
        return new TreeMap<>(BY_PACKAGE);
    }

    /**
     * The variant of a package that is known to boot, or nothing if its name is not known.
     *
     * <p>Where one package is the whole kernel, as RHEL 7's {@code kernel} is, its name lacks
     * {@code -core}. Elsewhere a package of that name is an empty metapackage.
     */
    public static Optional<String> of(String packageName) {
        String variant = BY_PACKAGE.get(packageName);
        return Optional.ofNullable(
                variant != null ? variant : BY_PACKAGE.get(packageName + "-core"));
    }

    /** The package that carries vmlinuz of a variant, or nothing if the variant is not known. */
    static Optional<String> packageOf(String variant) {
        for (String[] each : PACKAGES) {
            if (each[1].equals(variant)) {
                return Optional.of(each[0]);
            }
        }
        return Optional.empty();
    }

    /**
     * Tells whether a package of this name is either the whole kernel or a metapackage for its
     * parts.
     */
    public static boolean isWholeKernel(String packageName) {
        return BY_PACKAGE.containsKey(packageName + "-core");
    }

    /** Tells whether the name alone says that a package boots. */
    static boolean isKnownToBoot(String packageName) {
        return BY_PACKAGE.containsKey(packageName);
    }

    /** Every variant that a pin may name, in alphabetical order. */
    public static List<String> known() {
        return List.copyOf(new TreeSet<>(BY_PACKAGE.values()));
    }
}
