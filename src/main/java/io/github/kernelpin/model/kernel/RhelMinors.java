package io.github.kernelpin.model.kernel;

import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.VersionOrder;
import java.util.List;
import java.util.Optional;

/** Which kernel minor each RHEL minor release ships. */
public record RhelMinors(List<Row> rows) {

    /** From here on each release says its minor: 513.5.1.el8_9. 8.8 still had 477.10.1.el8. */
    private static final int FIRST_TAGGED_MINOR_OF_8 = 9;

    /** One RHEL minor, as in "8.4", and its kernel minor. */
    public record Row(String rhel, KernelMinor minor) {

        /**
         * Tells whether a release of this build number is not called as RHEL's own are, so that it
         * may be CentOS Stream's, which counts on in the same numbers: 513.el8, 427.el9.
         */
        boolean mayBeOfStream(String release) {
            int dot = rhel.indexOf('.');
            int major = Integer.parseInt(rhel.substring(0, dot));
            int minorNumber = Integer.parseInt(rhel.substring(dot + 1));
            boolean isTagged = major > 8 || (major == 8 && minorNumber >= FIRST_TAGGED_MINOR_OF_8);
            String tag = "el" + major + "_" + minorNumber;
            int at = release.indexOf(tag);
            int end = at + tag.length();
            boolean hasTag =
                    at != -1
                            && (end == release.length()
                                    || !VersionOrder.isDigit(release.charAt(end)));
            return isTagged && !hasTag;
        }
    }

    public RhelMinors {
        rows = List.copyOf(rows);
    }

    /** The kernel minor of a RHEL minor such as "8.4". */
    public Optional<KernelMinor> kernelOf(String rhel) {
        for (Row row : rows) {
            if (row.rhel().equals(rhel)) {
                return Optional.of(row.minor());
            }
        }
        return Optional.empty();
    }

    /**
     * The RHEL minor that a kernel belongs to by its number, or nothing: for CentOS Stream builds
     * between minors, mainline kernels, and Oracle's UEK, whose build numbers are its own.
     */
    public Optional<String> rhelOf(Evr kernel) {
        for (Row row : rows) {
            if (row.minor().contains(kernel) && !isUek(kernel)) {
                return Optional.of(row.rhel());
            }
        }
        return Optional.empty();
    }

    /** The RHEL minor that a kernel belongs to for certain: none if it may be CentOS Stream's. */
    public Optional<String> certainRhelOf(Evr kernel) {
        Optional<String> rhel = rhelOf(kernel);
        return mayBeOfStream(kernel) ? Optional.empty() : rhel;
    }

    /** Whose kernel it is, as texts say it: "RHEL 8.9", with Stream if it may be; or nothing. */
    public String ownerOf(Evr kernel) {
        String rhel = rhelOf(kernel).orElse("");
        if (rhel.isEmpty()) {
            return "";
        }
        return "RHEL " + rhel + (mayBeOfStream(kernel) ? " or CentOS Stream" : "");
    }

    private boolean mayBeOfStream(Evr kernel) {
        for (Row row : rows) {
            if (row.minor().contains(kernel) && row.mayBeOfStream(kernel.release())) {
                return true;
            }
        }
        return false;
    }

    static boolean isUek(Evr kernel) {
        return kernel.release().contains("uek");
    }
}
