package io.github.kernelpin.model;

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
                        "\"" + entry + "\" is not in the table of RHEL minors");
            }
            return new OfRhel(rhel, minor.get());
        }
        VersionRange range = VersionRange.parse(entry);
        VersionConstraint first = range.constraints().get(0);
        boolean bare = range.constraints().size() == 1 && VersionOrder.isDigit(entry.charAt(0));
        if (bare && !first.evr().hasRelease()) {
            throw new IllegalArgumentException("\"" + entry + "\" has no build number");
        }
        if (bare && isNumber(first.evr().release())) {
            return new OfMinor(
                    new KernelMinor(
                            first.evr().version(), KernelMinor.buildOf(first.evr().release())));
        }
        for (VersionConstraint constraint : range.constraints()) {
            if (constraint.comparison() == Comparison.EQUAL
                    && isNumber(constraint.evr().release())) {
                throw new IllegalArgumentException(
                        "\""
                                + entry
                                + "\" means a release that is called just "
                                + constraint.evr().release());
            }
        }
        return new InRange(range);
    }

    private static boolean isNumber(String release) {
        return release.indexOf('.') < 0 && KernelMinor.buildOf(release) >= 0;
    }
}
