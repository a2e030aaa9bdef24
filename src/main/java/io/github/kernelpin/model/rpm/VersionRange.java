package io.github.kernelpin.model.rpm;

import java.util.ArrayList;
import java.util.List;

/** Version constraints that all have to hold, as in {@code >= 9.1.2, < 9.2}. */
public record VersionRange(List<VersionConstraint> constraints) {

    private static final int DIGITS_MAX = 17;

    public VersionRange {
        constraints = List.copyOf(constraints);
        if (constraints.isEmpty()) {
            throw new IllegalArgumentException("the version range is empty");
        }
    }

    /**
     * Reads constraints separated by commas; a version without a sign means exactly that version.
     *
     * @throws IllegalArgumentException saying which part is not understood
     */
    public static VersionRange parse(String text) {
        List<VersionConstraint> constraints = new ArrayList<>();
        int start = 0;
        while (true) {
            int comma = text.indexOf(',', start);
            String part = text.substring(start, comma == -1 ? text.length() : comma).strip();
            constraints.add(parseConstraint(part));
            if (comma == -1) {
                checkNotEmpty(constraints);
                return new VersionRange(constraints);
            }
            start = comma + 1;
        }
    }

    private static void checkNotEmpty(List<VersionConstraint> constraints) {
        for (VersionConstraint a : constraints) {
            for (VersionConstraint b : constraints) {
                if (!a.overlaps(b)) {
                    throw new IllegalArgumentException("no version is both " + a + " and " + b);
                }
            }
        }
    }

    private static VersionConstraint parseConstraint(String part) {
        Comparison comparison = Comparison.EQUAL;
        String version = part;
        for (Comparison candidate : Comparison.values()) {
            String sign = candidate.sign();
            // The longer sign wins: ">=" starts with ">" as well.
            if (part.startsWith(sign) && (version.equals(part) || sign.length() == 2)) {
                comparison = candidate;
                version = part.substring(sign.length()).strip();
            }
        }
        checkVersion(version, part);
        return new VersionConstraint(comparison, Evr.parse(version));
    }

    private static void checkVersion(String version, String part) {
        if (version.isEmpty()) {
            throw new IllegalArgumentException("\"" + part + "\" has no version");
        }
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (!VersionOrder.isSignificant(c) && "._+-:".indexOf(c) < 0) {
                throw new IllegalArgumentException("\"" + part + "\" is no version");
            }
        }
        if (!VersionOrder.isDigit(version.charAt(0))) {
            throw new IllegalArgumentException("\"" + part + "\" does not start with a number");
        }
        int dash = version.lastIndexOf('-');
        if (version.indexOf('-') != dash || version.endsWith("-") || version.endsWith(".")) {
            throw new IllegalArgumentException("\"" + part + "\" is no version");
        }
        if (endsWithArchitecture(version)) {
            throw new IllegalArgumentException("\"" + part + "\" names an architecture");
        }
    }

    /** Tells what {@code uname -r} or a package's file says from a version. */
    private static boolean endsWithArchitecture(String version) {
        for (Architecture known : Architecture.known()) {
            if (version.endsWith("." + known.name())) {
                return true;
            }
        }
        return version.endsWith(".noarch");
    }

    public boolean allows(Evr candidate) {
        return overlaps(new VersionConstraint(Comparison.EQUAL, candidate));
    }

    /**
     * A line on a version that is the one of this range with something behind it, as LINBIT's and
     * others' are called after the kernel they were built for; none otherwise.
     */
    public List<String> hint(Evr candidate) {
        for (VersionConstraint constraint : constraints) {
            String wanted = constraint.evr().version();
            String version = candidate.version();
            boolean isBuildOfIt =
                    constraint.comparison() == Comparison.EQUAL
                            && version.length() > wanted.length()
                            && version.startsWith(wanted)
                            && "_+~.".indexOf(version.charAt(wanted.length())) >= 0;
            if (isBuildOfIt) {
                return List.of(
                        "it is "
                                + wanted
                                + " with something behind it: version = \">= "
                                + wanted
                                + ", < "
                                + successor(wanted)
                                + "\" takes each of these");
            }
        }
        return List.of();
    }

    /** The next version in the last place that is a number: 9.1.6 for 9.1.5. */
    private static String successor(String version) {
        int end = version.length();
        while (end > 0 && !VersionOrder.isDigit(version.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && VersionOrder.isDigit(version.charAt(start - 1))) {
            start--;
        }
        // Nobody counts that far: the last version that is a number stays.
        if (end - start > DIGITS_MAX) {
            return version;
        }
        return version.substring(0, start) + (Long.parseLong(version.substring(start, end)) + 1);
    }

    /** Tells whether rpm lets a Provide meet each of the constraints. */
    public boolean overlaps(VersionConstraint provided) {
        for (VersionConstraint constraint : constraints) {
            if (!constraint.overlaps(provided)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (VersionConstraint constraint : constraints) {
            text.append(text.isEmpty() ? "" : ", ").append(constraint);
        }
        return text.toString();
    }
}
