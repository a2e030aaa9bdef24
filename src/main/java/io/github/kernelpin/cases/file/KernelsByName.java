package io.github.kernelpin.cases.file;

import io.github.kernelpin.config.toml.TomlFields;
import io.github.kernelpin.config.toml.TomlValue;
import io.github.kernelpin.model.kernel.PackageRole;
import io.github.kernelpin.model.kernel.RpmPackage;
import java.util.ArrayList;
import java.util.List;

/**
 * The packages of a case that may be kernels and of which nothing is told but their name.
 *
 * <p>{@code kernel-uek} is all of a kernel in one release and an empty metapackage in the next, and
 * dnf knows more of it than its name: a case must not pass where dnf is stopped.
 */
final class KernelsByName {

    private static final String KERNEL = "kernel";

    /** What shares a kernel's version and boots nowhere. */
    private static final List<String> NO_KERNELS =
            List.of(
                    "headers",
                    "tools",
                    "doc",
                    "abi",
                    "cross",
                    "devel",
                    "debuginfo",
                    "modules",
                    "rpm",
                    "srpm",
                    "addons",
                    "livepatch");

    private final PackageNotation notation;
    private final List<Written> written = new ArrayList<>();

    private record Written(TomlValue.Text item, RpmPackage rpm) {}

    KernelsByName(PackageNotation notation) {
        this.notation = notation;
    }

    /** Takes note of a package of the case. */
    void add(TomlValue.Text item, RpmPackage rpm) {
        written.add(new Written(item, rpm));
    }

    /** Finds those that don't tell whether they boot. */
    void check(TomlFields fields) {
        for (Written each : written) {
            if (isUntold(each.rpm()) && !isWithItsKernel(each.rpm())) {
                fields.error(
                        each.item().location(),
                        each.rpm()
                                + " may be a kernel, which its name does not tell: expected a"
                                + " [[package]] with what it provides, or requires");
            }
        }
    }

    private boolean isUntold(RpmPackage rpm) {
        String name = rpm.name();
        boolean isUntold =
                rpm.role().kind() == PackageRole.Kind.NEITHER
                        && name.startsWith(KERNEL)
                        && !notation.isDescribed(rpm);
        int end = KERNEL.length();
        while (end < name.length() && "0123456789.".indexOf(name.charAt(end)) >= 0) {
            end++;
        }
        for (String none : NO_KERNELS) {
            isUntold &= !name.contains("-" + none);
        }
        return isUntold && (end == name.length() || name.charAt(end) == '-');
    }

    /** Tells whether it is the metapackage of a kernel that is in the case as well. */
    private boolean isWithItsKernel(RpmPackage rpm) {
        for (Written each : written) {
            boolean isItsKernel = RpmPackage.familyOf(each.rpm().name()).equals(rpm.name());
            if (isItsKernel && each.rpm().isBootableKernel() && each.rpm().isSameBuildAs(rpm)) {
                return true;
            }
        }
        return false;
    }
}
