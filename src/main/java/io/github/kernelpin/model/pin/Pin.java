package io.github.kernelpin.model.pin;

import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.VersionRange;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator allows: kernels, and the module versions tested with them.
 *
 * @param kernels any of these is inside the pin; empty when the pin is about modules only
 * @param denied known bad kernels, inside the pin or not
 * @param variants the kernel variants that the pin is about; empty for every bootable one
 */
public record Pin(
        String id,
        String reason,
        List<KernelSpec> kernels,
        List<DeniedKernel> denied,
        List<String> variants,
        Action action,
        List<PinnedModule> modules,
        SourceLocation location) {

    /** The same about other modules. */
    public Pin withModules(List<PinnedModule> others) {
        return new Pin(id, reason, kernels, denied, variants, action, others, location);
    }

    /** What happens when a transaction violates the pin. */
    public enum Action {
        /** The transaction is refused. */
        REFUSE("refuse", Severity.REFUSE),
        /** What violates the pin is held back, and the rest of the transaction goes ahead. */
        HOLD("hold", Severity.HOLD),
        /** The transaction passes with a warning. */
        WARN("warn", Severity.WARN);

        private final String id;
        private final Severity severity;

        Action(String id, Severity severity) {
            this.id = id;
            this.severity = severity;
        }

        /** Its name in pin files and in {@code kernelpin.conf}. */
        public String id() {
            return id;
        }

        /** What may stand where one is expected: "refuse, hold or warn". */
        public static String expected() {
            return REFUSE.id + ", " + HOLD.id + " or " + WARN.id;
        }

        /** The action of this name; null if there is none. */
        public static @Nullable Action named(String id) {
            for (Action each : values()) {
                if (each.id.equals(id)) {
                    return each;
                }
            }
            return null;
        }
    }

    /** A kernel known to be bad, and why. */
    public record DeniedKernel(KernelSpec kernel, String reason, SourceLocation location) {

        /** Tells whether it means a kernel's package, or the kernel that this boots. */
        public boolean means(RpmPackage candidate) {
            for (Evr each : candidate.kernelEvrs()) {
                if (kernel.matches(each)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * A module the host depends on.
     *
     * @param packageName the RPM that carries it; empty for a module that no RPM owns
     * @param version the tested versions; null when any will do
     * @param symbols whether its symbols are compared with those of kernels
     */
    public record PinnedModule(
            String name,
            String packageName,
            @Nullable VersionRange version,
            SymbolPolicy symbols,
            SourceLocation location) {

        /** Its name as modprobe knows it, which takes dashes for underscores. */
        public String fileName() {
            return name.replace('-', '_');
        }

        /** Tells whether its symbols can only be read from its file. */
        public boolean isReadFromFiles() {
            return packageName.isEmpty() && symbols != SymbolPolicy.OFF;
        }
    }

    /** How grave it is that a module's symbols and a kernel's do not fit. */
    public enum SymbolPolicy {
        /** As grave as the pin's action; what cannot be compared is a warning. */
        ON("on"),
        /** As grave as the pin's action, and so is what cannot be compared. */
        STRICT("strict"),
        /** A warning. */
        WARN("warn"),
        /** They are not compared. */
        OFF("off");

        private final String id;

        SymbolPolicy(String id) {
            this.id = id;
        }

        /** Its name in pin files. */
        public String id() {
            return id;
        }

        /** Tells whether a module that does not load is as grave as the pin. */
        public boolean isGrave() {
            return this == ON || this == STRICT;
        }
    }

    public Pin {
        kernels = List.copyOf(kernels);
        denied = List.copyOf(denied);
        variants = List.copyOf(variants);
        modules = List.copyOf(modules);
    }

    /** Tells whether the pin is about this package: a bootable kernel of one of its variants. */
    public boolean appliesTo(RpmPackage candidate) {
        return candidate.isBootableKernel()
                && appliesToVariant(KernelVariant.of(candidate.name()).orElse(""));
    }

    /**
     * Tells whether the pin is about bootable kernels of this variant.
     *
     * <p>A kernel of a variant that kernelpin does not know, which is the empty string, is
     * everybody's business: it might become the one that boots.
     */
    public boolean appliesToVariant(String variant) {
        return variants.isEmpty() || variant.isEmpty() || variants.contains(variant);
    }

    /** Tells whether a kernel is one of the pinned ones, denied or not. */
    public boolean isInRange(Evr kernel) {
        for (KernelSpec spec : kernels) {
            if (spec.matches(kernel)) {
                return true;
            }
        }
        return kernels.isEmpty();
    }

    /** Tells whether a kernel satisfies the pin: pinned and not denied. */
    public boolean permits(Evr kernel) {
        for (DeniedKernel bad : denied) {
            if (bad.kernel().matches(kernel)) {
                return false;
            }
        }
        return isInRange(kernel);
    }

    /**
     * Tells whether a kernel's package is one of the pinned ones, denied or not, and so is the
     * kernel that it boots.
     */
    public boolean isInRange(RpmPackage kernel) {
        for (Evr each : kernel.kernelEvrs()) {
            if (!isInRange(each)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a kernel's package, and the kernel that it boots, satisfy the pin. */
    public boolean permits(RpmPackage kernel) {
        for (Evr each : kernel.kernelEvrs()) {
            if (!permits(each)) {
                return false;
            }
        }
        return true;
    }

    /** How grave a violation of this pin is. */
    public Severity severity() {
        return action.severity;
    }

    /** "4.18.0-305.* (RHEL 8.4)", alternatives joined by "or". */
    public String describeKernels() {
        StringBuilder text = new StringBuilder();
        for (KernelSpec spec : kernels) {
            text.append(text.isEmpty() ? "" : " or ").append(spec.describe());
        }
        return text.toString();
    }
}
