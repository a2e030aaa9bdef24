package io.github.kernelpin.model.kernel;

import io.github.kernelpin.model.rpm.Comparison;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.rpm.VersionConstraint;
import io.github.kernelpin.model.rpm.VersionRange;
import io.github.kernelpin.model.symbol.SymbolTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A package as dnf knows it.
 *
 * @param repository the id of its repository; empty where there is none
 * @param role what it is to a kernel, as {@link PackageRecognizer} tells
 * @param provides what it provides, without files, symbols and a kernel's own uname
 */
public record RpmPackage(
        Nevra nevra,
        String repository,
        PackageRole role,
        List<Capability> provides,
        SymbolTable providedSymbols,
        SymbolTable requiredSymbols) {

    /** Something a package provides; the version is null where it has none. */
    public record Capability(String name, @Nullable VersionConstraint version) {

        /**
         * Reads a capability with or without a version; rpm separates name, sign and version by
         * blanks.
         *
         * <p>What is no version, as in a rich dependency, is none: rpm has understood it, and it
         * decides nothing unless a pin names it.
         */
        public static Capability parse(String text) {
            int blank = text.indexOf(' ');
            int next = blank == -1 ? -1 : text.indexOf(' ', blank + 1);
            String sign = next == -1 ? "" : text.substring(blank + 1, next);
            for (Comparison comparison : Comparison.values()) {
                if (comparison.sign().equals(sign)) {
                    return new Capability(
                            text.substring(0, blank),
                            constraint(comparison, text.substring(next + 1)));
                }
            }
            return new Capability(text, null);
        }

        private static @Nullable VersionConstraint constraint(Comparison comparison, String evr) {
            try {
                return new VersionConstraint(comparison, Evr.parse(evr));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    private static final String INSTALLED_WITH_KERNEL = "installonlypkg(kernel";

    private static final String[] BOOTING_SUFFIXES = {"-core", "-uki-virt"};

    /** Orders packages by NEVRA, so that nothing depends on the order dnf lists them in. */
    public static final Comparator<RpmPackage> BY_NEVRA = new ByNevra();

    /** Orders packages by version alone. */
    public static final Comparator<RpmPackage> BY_VERSION = new ByVersion();

    private static final class ByNevra implements Comparator<RpmPackage> {
        @Override
        public int compare(RpmPackage a, RpmPackage b) {
            return a.nevra.compareTo(b.nevra);
        }
    }

    private static final class ByVersion implements Comparator<RpmPackage> {
        @Override
        public int compare(RpmPackage a, RpmPackage b) {
            return a.evr().compareTo(b.evr());
        }
    }

    public RpmPackage {
        provides = List.copyOf(provides);
    }

    /**
     * A package that is known by what it provides and by its symbols.
     *
     * @param uname what it provides as {@code kernel-uname-r}; empty where it does not
     */
    public static RpmPackage of(
            Nevra nevra,
            String repository,
            String uname,
            List<Capability> provides,
            SymbolTable providedSymbols,
            SymbolTable requiredSymbols) {
        List<Capability> all = new ArrayList<>(provides);
        if (!uname.isEmpty()) {
            all.add(Capability.parse(KernelVariant.UNAME + " = " + uname));
        }
        return recognized(
                nevra, repository, all, List.of(), List.of(), providedSymbols, requiredSymbols);
    }

    /** A package of which everything is known that tells what it is. */
    public static RpmPackage recognized(
            Nevra nevra,
            String repository,
            List<Capability> provides,
            List<Capability> requires,
            List<String> files,
            SymbolTable providedSymbols,
            SymbolTable requiredSymbols) {
        boolean hasModuleSymbols =
                !requiredSymbols.kernel().isEmpty()
                        || !requiredSymbols.ksym().isEmpty()
                        || !providedSymbols.ksym().isEmpty();
        PackageRecognizer recognizer =
                new PackageRecognizer(
                        nevra,
                        provides,
                        requires,
                        files,
                        !providedSymbols.kernel().isEmpty(),
                        hasModuleSymbols);
        List<Capability> others = new ArrayList<>();
        for (Capability each : provides) {
            if (!PackageRecognizer.isKernelUname(each.name())) {
                others.add(each);
            }
        }
        return new RpmPackage(
                nevra, repository, recognizer.role(), others, providedSymbols, requiredSymbols);
    }

    /** A package of which nothing but the NEVRA is known. */
    public static RpmPackage of(Nevra nevra) {
        return of(nevra, List.of());
    }

    /** A package of which nothing but the NEVRA and what it provides is known. */
    public static RpmPackage of(Nevra nevra, List<Capability> provides) {
        return of(nevra, "", "", provides, SymbolTable.empty(), SymbolTable.empty());
    }

    public String name() {
        return nevra.name();
    }

    public Evr evr() {
        return nevra.evr();
    }

    /** What {@code uname -r} says of the kernel that it is; empty for none, or where not known. */
    public String uname() {
        return isBootableKernel() ? role.uname() : "";
    }

    /**
     * What decides on whether a kernel fits: the version and release of its package and, if that is
     * another one, of the kernel that it boots. A kernel has no epoch.
     */
    public List<Evr> kernelEvrs() {
        Evr own = evr().epoch() == 0 ? evr() : new Evr(0, evr().version(), evr().release());
        Evr called = role.called();
        return called == null || called.isIdenticalTo(own) ? List.of(own) : List.of(own, called);
    }

    /** A line on the kernel that it boots if that is not the one that its version says. */
    public List<String> whatItBoots() {
        return kernelEvrs().size() > 1 ? List.of("it boots " + uname()) : List.of();
    }

    /**
     * Tells whether it has what another package of the same name has: the same role, provides and
     * symbols.
     */
    public boolean hasContentOf(RpmPackage other) {
        return role.kind() == other.role.kind()
                && role.uname().equals(other.role.uname())
                && texts(provides).equals(texts(other.provides))
                && hasSymbolsOf(providedSymbols, other.providedSymbols)
                && hasSymbolsOf(requiredSymbols, other.requiredSymbols);
    }

    private static boolean hasSymbolsOf(SymbolTable table, SymbolTable other) {
        return table.kernel().equals(other.kernel()) && table.ksym().equals(other.ksym());
    }

    private static Set<String> texts(List<Capability> capabilities) {
        Set<String> texts = new TreeSet<>();
        for (Capability each : capabilities) {
            VersionConstraint version = each.version();
            texts.add(version == null ? each.name() : each.name() + ' ' + version);
        }
        return texts;
    }

    /**
     * Tells whether the package carries a kernel that can boot, rather than headers, tools or
     * modules.
     */
    public boolean isBootableKernel() {
        return role.kind() == PackageRole.Kind.KERNEL;
    }

    /** Tells whether the package is a kernel, or is installed with one. */
    public boolean isOfKernel() {
        boolean isInstalledWithOne = false;
        for (Capability provided : provides) {
            isInstalledWithOne |= provided.name().startsWith(INSTALLED_WITH_KERNEL);
        }
        return isInstalledWithOne
                || role.kind() == PackageRole.Kind.KERNEL
                || role.kind() == PackageRole.Kind.PART;
    }

    /** Tells whether the package brings out-of-tree modules. */
    public boolean isModule() {
        return role.kind() == PackageRole.Kind.MODULE;
    }

    /**
     * Tells whether it is of use with this kernel only: what both say of {@code uname -r} decides
     * or, where one of them is silent, that they were built together and are named alike.
     */
    public boolean isPartOf(RpmPackage kernel) {
        if (role.kind() != PackageRole.Kind.PART) {
            return false;
        }
        if (!role.uname().isEmpty() && !kernel.uname().isEmpty()) {
            return role.uname().equals(kernel.uname());
        }
        return isSameBuildAs(kernel) && name().startsWith(familyOf(kernel.name()) + "-modules");
    }

    /** Tells whether it is a module that requires one kernel, and that is another one. */
    public boolean isTiedToAnotherThan(RpmPackage kernel) {
        return isModule()
                && !role.uname().isEmpty()
                && !kernel.uname().isEmpty()
                && !role.uname().equals(kernel.uname());
    }

    /** Tells whether it is what modules are built with for a kernel: its kernel-devel. */
    public boolean isDevelOf(RpmPackage kernel) {
        return isSameBuildAs(kernel) && name().equals(familyOf(kernel.name()) + "-devel");
    }

    /**
     * The name that a kernel's packages start with: {@code kernel-rt} for {@code kernel-rt-core},
     * and {@code kernel} for {@code kernel-uki-virt}, which has no modules of its own.
     */
    public static String familyOf(String kernelPackageName) {
        for (String suffix : BOOTING_SUFFIXES) {
            if (kernelPackageName.endsWith(suffix)) {
                return kernelPackageName.substring(0, kernelPackageName.length() - suffix.length());
            }
        }
        return kernelPackageName;
    }

    /** Tells whether both were built together: the same version, release and architecture. */
    public boolean isSameBuildAs(RpmPackage other) {
        return evr().isIdenticalTo(other.evr()) && nevra.arch().equals(other.nevra.arch());
    }

    /**
     * Tells whether a dependency on this package's name, or on a capability of that name, is met by
     * it.
     */
    public boolean provides(String capability) {
        if (name().equals(capability)) {
            return true;
        }
        for (Capability provided : provides) {
            if (provided.name().equals(capability)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells whether it brings a capability in a version of a range, and in no other; not if it
     * provides it in no version. A package of that very name brings it in its own.
     */
    public boolean provides(String capability, VersionRange range) {
        if (name().equals(capability)) {
            return range.allows(evr());
        }
        boolean isProvided = false;
        for (Capability provided : provides) {
            if (provided.name().equals(capability)) {
                VersionConstraint version = provided.version();
                if (version == null || !range.overlaps(version)) {
                    return false;
                }
                isProvided = true;
            }
        }
        return isProvided;
    }

    @Override
    public String toString() {
        return nevra.toString();
    }
}
