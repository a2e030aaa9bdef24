package io.github.kernelpin.model.kernel;

import io.github.kernelpin.model.kernel.RpmPackage.Capability;
import io.github.kernelpin.model.rpm.Comparison;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.rpm.VersionConstraint;
import io.github.kernelpin.model.rpm.VersionOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a package is: a kernel, a part of one, a module package, or neither. This is the one
 * place that knows, for requests, cases, dnf's output, guards and checks alike.
 *
 * <p>A kernel is what boots. It provides a {@code kernel…-uname-r} that is not that of its modules
 * or of kernel-devel (Red Hat's kernel.spec, {@code kernel_reqprovconf}), or owns a vmlinuz. Where
 * a package says neither, its name decides if it is a known one, and else {@code
 * installonlypkg(kernel)} does, which metapackages and kernel-devel provide as well.
 */
public final class PackageRecognizer {

    private static final String UNAME = "-uname-r";
    private static final String INSTALLONLY = "installonlypkg(kernel)";
    private static final String DEVEL = "-devel";
    private static final String MODULES = "-modules";
    private static final String CORE = "-core";
    private static final String DEBUGINFO = "-debuginfo";
    private static final String MODULE_PREFIX = "kmod-";
    private static final String WHOLE = "kernel-";

    /** kmod's own packages: they load modules and bring none. */
    private static final List<String> TOOLS_FOR_MODULES = List.of("kmod-libs", "kmod-devel");

    private static final String[] IMAGE_DIRECTORIES = {"/lib/modules/", "/usr/lib/modules/"};
    private static final String IMAGE = "/vmlinuz";
    private static final String BOOT_IMAGE = "/boot/vmlinuz-";

    private final Nevra nevra;
    private final List<Capability> provides;
    private final List<Capability> requires;
    private final List<String> files;
    private final boolean providesKernelSymbols;
    private final boolean hasModuleSymbols;

    /**
     * A package, as far as something is known of it.
     *
     * @param provides everything but symbols and files; empty where nothing is known
     * @param requires likewise
     * @param files those that may be images of kernels
     * @param providesKernelSymbols whether it provides {@code kernel(SYMBOL)}
     * @param hasModuleSymbols whether it requires symbols of kernels or modules, or provides {@code
     *     ksym(SYMBOL)}
     */
    public PackageRecognizer(
            Nevra nevra,
            List<Capability> provides,
            List<Capability> requires,
            List<String> files,
            boolean providesKernelSymbols,
            boolean hasModuleSymbols) {
        this.nevra = nevra;
        this.provides = provides;
        this.requires = requires;
        this.files = files;
        this.providesKernelSymbols = providesKernelSymbols;
        this.hasModuleSymbols = hasModuleSymbols;
    }

    /** Tells whether a capability is what a kernel provides, rather than its modules or devel. */
    public static boolean isKernelUname(String capability) {
        return isUname(capability) && !capability.contains(MODULES) && !capability.contains(DEVEL);
    }

    /**
     * Tells whether a capability is what a kernel or a part of one has, as far as its name tells:
     * {@code kernel}, {@code kernel-rt-core}, {@code kernel-modules-uname-r}, and no
     * kernel-headers.
     */
    public static boolean isOfKernelByName(String capability) {
        if (isUname(capability)) {
            return !capability.contains(DEVEL);
        }
        if (KernelVariant.isWholeKernel(capability)) {
            return true;
        }
        // Any version does, as nothing but the name counts.
        Nevra nevra = new Nevra(capability, new Evr(0, "0", ""), "");
        PackageRole.Kind kind =
                new PackageRecognizer(nevra, List.of(), List.of(), List.of(), false, false)
                        .role()
                        .kind();
        return kind == PackageRole.Kind.KERNEL || kind == PackageRole.Kind.PART;
    }

    private static boolean isUname(String capability) {
        return capability.startsWith("kernel") && capability.endsWith(UNAME);
    }

    /** What the package is. */
    public PackageRole role() {
        String image = image();
        Capability uname = kernelUname();
        if (uname != null || !image.isEmpty()) {
            VersionConstraint version = uname == null ? null : uname.version();
            String told = version == null ? image : printed(version);
            return kernel(told.isEmpty() ? ownUname() : told);
        }
        if (isWholeKernel() && needsNoKernel()) {
            return kernel(ownUname());
        }
        if (KernelVariant.isKnownToBoot(nevra.name()) || isNamedLikeKernel()) {
            // A variant adds a suffix of its own, which differs between releases.
            boolean isPlain = nevra.name().equals(KernelVariant.PLAIN_PACKAGE);
            return kernel(isPlain ? ownUname() : "");
        }
        if (provides(INSTALLONLY) && !isModule() && needsNoKernel()) {
            return PackageRole.assumedKernel();
        }
        if (isPart()) {
            String provided = tie(provides);
            return PackageRole.of(
                    PackageRole.Kind.PART, provided.isEmpty() ? tie(requires) : provided);
        }
        return isModule()
                ? PackageRole.of(PackageRole.Kind.MODULE, tie(requires))
                : PackageRole.NEITHER;
    }

    private static PackageRole kernel(String uname) {
        return PackageRole.of(PackageRole.Kind.KERNEL, uname);
    }

    /**
     * What uname says of a kernel in one package. One made by {@code make rpm-pkg} provides {@code
     * kernel-UNAME} in no version (scripts/package/kernel.spec); others are called like it.
     */
    private String ownUname() {
        int prefix = WHOLE.length();
        for (Capability each : provides) {
            String name = each.name();
            boolean isCalledSo = name.startsWith(WHOLE) && name.length() > prefix;
            if (isCalledSo && each.version() == null && VersionOrder.isDigit(name.charAt(prefix))) {
                return name.substring(prefix);
            }
        }
        return nevra.evr().version() + "-" + nevra.evr().release() + "." + nevra.arch();
    }

    /** The shortest of such names: {@code kernel-uname-r} rather than kernel-core-uname-r. */
    private @Nullable Capability kernelUname() {
        Capability shortest = null;
        for (Capability each : provides) {
            boolean isShorter = shortest == null || each.name().length() < shortest.name().length();
            if (isShorter && isKernelUname(each.name())) {
                shortest = each;
            }
        }
        return shortest;
    }

    /** The kernel whose image is among the files; empty if there is none. */
    private String image() {
        for (String file : files) {
            if (file.startsWith(BOOT_IMAGE)) {
                return file.substring(BOOT_IMAGE.length());
            }
            for (String directory : IMAGE_DIRECTORIES) {
                int end = file.length() - IMAGE.length();
                if (file.startsWith(directory)
                        && file.endsWith(IMAGE)
                        && end > directory.length()) {
                    return file.substring(directory.length(), end);
                }
            }
        }
        return "";
    }

    /**
     * Tells whether one package is all of a kernel and does not say so: RHEL 7's {@code kernel} or
     * one made by {@code make rpm-pkg}.
     */
    private boolean isWholeKernel() {
        return KernelVariant.isWholeKernel(nevra.name()) && !provides.isEmpty();
    }

    /**
     * Tells a kernel from its metapackage, which requires its parts, and from packages that add
     * something to a kernel. Debugging information is called as rpm calls it and says no more.
     */
    private boolean needsNoKernel() {
        String name = nevra.name();
        if (name.contains(DEVEL) || name.contains(MODULES) || name.contains(DEBUGINFO)) {
            return false;
        }
        for (Capability each : requires) {
            if (each.name().contains(CORE)
                    || isUname(each.name())
                    || KernelVariant.isKnownToBoot(each.name())) {
                return false;
            }
        }
        return true;
    }

    /** Where nothing but the name is known: {@code kernel-ueknext-core}. */
    private boolean isNamedLikeKernel() {
        String name = nevra.name();
        boolean isNamedSo = name.startsWith(WHOLE) && name.endsWith(CORE);
        return isNamedSo && !name.contains(MODULES) && provides.isEmpty() && requires.isEmpty();
    }

    private boolean provides(String capability) {
        for (Capability each : provides) {
            if (each.name().equals(capability)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells whether it has in-tree symbols, or says that it belongs to one kernel. To require a
     * kernel alone is not enough: what akmods builds does, and so does kpatch-patch.
     */
    private boolean isPart() {
        boolean isPart = providesKernelSymbols;
        for (Capability each : provides) {
            isPart |= isUname(each.name()) && !each.name().contains(DEVEL);
        }
        return isPart || isNamedLikePart();
    }

    /**
     * {@code kernel-modules}, {@code kernel-rt-modules-extra}, {@code kernel6.12-modules-extra}.
     * What says of itself no more than its name is none: {@code kernel-modules-extra-matched} is
     * empty.
     */
    private boolean isNamedLikePart() {
        String name = nevra.name();
        int end = "kernel".length();
        boolean isNamedSo = name.startsWith("kernel") && name.contains(MODULES);
        if (!isNamedSo || name.contains(DEVEL) || saysNothingBesideItsName()) {
            return false;
        }
        while (name.charAt(end) == '.' || Character.isDigit(name.charAt(end))) {
            end++;
        }
        return name.charAt(end) == '-';
    }

    /** Tells whether all that it provides, as far as that is known, is itself. */
    private boolean saysNothingBesideItsName() {
        for (Capability each : provides) {
            boolean isForArchitecture = each.name().startsWith(nevra.name() + "(");
            if (!each.name().equals(nevra.name()) && !isForArchitecture) {
                return false;
            }
        }
        return !provides.isEmpty();
    }

    /**
     * What {@code uname -r} prints of a kernel that a capability names. A version has no dash of
     * its own, so that Red Hat's kernel.spec ({@code uname_suffix}) writes {@code +rt_debug} for
     * {@code +rt-debug}.
     */
    private String printed(VersionConstraint version) {
        String text = version.evr().toString();
        int plus = text.lastIndexOf('+');
        boolean isVariant = plus > 0 && text.startsWith(nevra.arch(), plus - nevra.arch().length());
        return isVariant ? text.substring(0, plus) + text.substring(plus).replace('_', '-') : text;
    }

    /** What uname says of the kernel that it is tied to; empty if it does not tell. */
    private String tie(List<Capability> side) {
        for (Capability each : side) {
            VersionConstraint version = each.version();
            if (isUname(each.name())
                    && version != null
                    && version.comparison() == Comparison.EQUAL) {
                return printed(version);
            }
        }
        return "";
    }

    private boolean isModule() {
        boolean isNamedSo =
                nevra.name().startsWith(MODULE_PREFIX) && !TOOLS_FOR_MODULES.contains(nevra.name());
        return hasModuleSymbols || isNamedSo;
    }
}
