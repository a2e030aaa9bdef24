package io.github.kernelpin.guard.interval;

import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Evr;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pin allows, as spans of the versions of kernels.
 *
 * <p>They say what {@link Pin#allows} says wherever rpm's order can: it takes 305.el8, 305el8 and
 * 305_el8 for the same release, of which only the first is of minor 305.
 */
public final class PinnedVersions {

    private PinnedVersions() {}

    /**
     * The kernels that satisfy a pin, denied ones left out.
     *
     * @param isUek whether Oracle's UEK kernels are meant or all others; a RHEL minor has none
     */
    public static VersionSet of(Pin pin, boolean isUek) {
        List<VersionInterval> allowed = new ArrayList<>();
        for (KernelSpec spec : pin.kernels()) {
            allowed.addAll(of(spec, isUek).spans());
        }
        List<VersionInterval> denied = new ArrayList<>();
        for (Pin.DeniedKernel each : pin.denied()) {
            denied.addAll(of(each.kernel(), isUek).spans());
        }
        VersionSet all = pin.kernels().isEmpty() ? VersionSet.ALL : VersionSet.ofAny(allowed);
        return all.without(VersionSet.ofAny(denied));
    }

    private static VersionSet of(KernelSpec spec, boolean isUek) {
        if (spec instanceof KernelSpec.OfRhel rhel) {
            return isUek ? VersionSet.NONE : of(rhel.minor());
        }
        if (spec instanceof KernelSpec.OfMinor each) {
            return of(each.minor());
        }
        if (spec instanceof KernelSpec.OfBuild build) {
            // Dist tags are letters, which sort before every number: 305.25.1.el8_4 < 305.25.1.0.
            return between(build.version(), build.build(), build.build() + ".0~");
        }
        if (spec instanceof KernelSpec.InRange each) {
            return VersionSet.of(VersionInterval.of(each.range()));
        }
        throw new IllegalStateException(spec.describe());
    }

    private static VersionSet of(KernelMinor minor) {
        // The tilde sorts below everything: what leads up to the next minor, 306~rc1, is of none.
        return between(minor.version(), "" + minor.build(), (minor.build() + 1) + "~");
    }

    private static VersionSet between(String version, String first, String next) {
        return VersionSet.of(
                new VersionInterval(
                        VersionBound.below(new Evr(0, version, first)),
                        VersionBound.below(new Evr(0, version, next))));
    }
}
