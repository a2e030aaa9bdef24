package io.github.kernelpin.model.kernel;

import io.github.kernelpin.model.rpm.Evr;
import java.util.List;
import java.util.Optional;

/** Which kernel minor each RHEL minor release ships. */
public record RhelMinors(List<Row> rows) {

    /** One RHEL minor, as in "8.4", and its kernel minor. */
    public record Row(String rhel, KernelMinor minor) {}

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
     * The RHEL minor that a kernel belongs to, or nothing: for CentOS Stream builds between minors,
     * mainline kernels, and Oracle's UEK, whose build numbers are its own.
     */
    public Optional<String> rhelOf(Evr kernel) {
        for (Row row : rows) {
            if (row.minor().contains(kernel) && !isUek(kernel)) {
                return Optional.of(row.rhel());
            }
        }
        return Optional.empty();
    }

    static boolean isUek(Evr kernel) {
        return kernel.release().contains("uek");
    }
}
