package io.github.kernelpin.model.kernel;

import io.github.kernelpin.model.rpm.Comparison;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.VersionConstraint;
import io.github.kernelpin.model.rpm.VersionOrder;
import io.github.kernelpin.model.rpm.VersionRange;
import java.util.Optional;

/** One entry of a pin's {@code kernel} or {@code deny} list: which kernels it means. */
public sealed interface KernelSpec {

    boolean matches(Evr kernel);

    /** What a message says: "4.18.0-305.* (RHEL 8.4)". */
    String describe();

    /** {@code rhel:8.4}: the kernel minor of a RHEL minor, UEK kernels excepted. */
    record OfRhel(String rhel, KernelMinor minor) implements KernelSpec {

        @Override
        public boolean matches(Evr kernel) {
            return minor.contains(kernel) && !RhelMinors.isUek(kernel);
        }

        @Override
        public String describe() {
            return minor + " (RHEL " + rhel + ")";
        }
    }

    /** {@code 4.18.0-305}: every kernel of that minor. */
    record OfMinor(KernelMinor minor) implements KernelSpec {

        @Override
        public boolean matches(Evr kernel) {
            return minor.contains(kernel);
        }

        @Override
        public String describe() {
            return minor.toString();
        }
    }

    /** {@code 4.18.0-305.25.1}: a build, whatever its dist tag. */
    record OfBuild(String version, String build) implements KernelSpec {

        @Override
        public boolean matches(Evr kernel) {
            String release = kernel.release();
            int end = endOfBuild(release);
            boolean endsBuild =
                    end == release.length()
                            || (end + 1 < release.length()
                                    && !VersionOrder.isDigit(release.charAt(end + 1)));
            // As rpm compares them: 305.25.01 is 305.25.1.
            return endsBuild
                    && kernel.version().equals(version)
                    && VersionOrder.compare(release.substring(0, end), build) == 0;
        }

        /** Where a release has had as many components as the build. */
        private int endOfBuild(String release) {
            int end = release.indexOf('.');
            int dot = build.indexOf('.');
            while (dot != -1 && end != -1) {
                end = release.indexOf('.', end + 1);
                dot = build.indexOf('.', dot + 1);
            }
            return end == -1 ? release.length() : end;
        }

        @Override
        public String describe() {
            return version + "-" + build;
        }
    }

    /** {@code >= 4.18.0-305.10.2, < 4.18.0-306}, or one exact release. */
    record InRange(VersionRange range) implements KernelSpec {

        @Override
        public boolean matches(Evr kernel) {
            return range.allows(kernel);
        }

        @Override
        public String describe() {
            return range.toString();
        }
    }

    /**
     * Reads an entry in any of its notations.
     *
     * @throws IllegalArgumentException saying what is wrong with it and what was expected
     */
    static KernelSpec parse(String text, RhelMinors minors) {
        String entry = text.strip();
        if (entry.startsWith("rhel:")) {
            String rhel = entry.substring("rhel:".length()).strip();
            Optional<KernelMinor> minor = minors.kernelOf(rhel);
            if (minor.isEmpty()) {
                throw new IllegalArgumentException(
                        "\""
                                + entry
                                + "\" is not in the table of RHEL minors ("
                                + known(rhel, minors)
                                + ")");
            }
            return new OfRhel(rhel, minor.get());
        }
        VersionRange range = VersionRange.parse(entry);
        VersionConstraint first = range.constraints().get(0);
        if (range.constraints().size() == 1 && VersionOrder.isDigit(entry.charAt(0))) {
            return bare(first.evr(), range, entry);
        }
        for (VersionConstraint constraint : range.constraints()) {
            boolean wholeMinor = isNumber(constraint.evr().release());
            if (wholeMinor
                    && constraint.comparison() != Comparison.GREATER_OR_EQUAL
                    && constraint.comparison() != Comparison.LESS) {
                throw new IllegalArgumentException(
                        "\""
                                + constraint
                                + "\" splits a minor: use >= for its start or < for the start of the next");
            }
        }
        return new InRange(range);
    }

    /** The minors of the RHEL that is meant; of all if none is. */
    private static String known(String rhel, RhelMinors minors) {
        int dot = rhel.indexOf('.');
        String major = (dot < 0 ? rhel : rhel.substring(0, dot)) + ".";
        StringBuilder alike = new StringBuilder();
        StringBuilder all = new StringBuilder();
        for (RhelMinors.Row row : minors.rows()) {
            StringBuilder list = row.rhel().startsWith(major) ? alike : all;
            list.append(list.length() == 0 ? "" : ", ").append(row.rhel());
        }
        return (alike.length() == 0 ? all : alike).toString();
    }

    /** A version and release without a sign: a minor, a build, or one exact release. */
    private static KernelSpec bare(Evr evr, VersionRange range, String entry) {
        if (!evr.hasRelease()) {
            throw new IllegalArgumentException("\"" + entry + "\" has no build number");
        }
        if (isNumber(evr.release())) {
            return new OfMinor(new KernelMinor(evr.version(), KernelMinor.buildOf(evr.release())));
        }
        for (int i = 0; i < evr.release().length(); i++) {
            char c = evr.release().charAt(i);
            if (!VersionOrder.isDigit(c) && c != '.') {
                return new InRange(range);
            }
        }
        if (KernelMinor.buildOf(evr.release()) < 0) {
            throw new IllegalArgumentException("\"" + entry + "\" has no build number");
        }
        return new OfBuild(evr.version(), evr.release());
    }

    private static boolean isNumber(String release) {
        return release.indexOf('.') == -1 && KernelMinor.buildOf(release) >= 0;
    }
}
