package io.github.kernelpin;

import io.github.kernelpin.model.kernel.PackageRole;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.kernel.RpmPackage.Capability;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import java.util.List;
import java.util.stream.Stream;

/** The packages of distributions' kernels, with what their spec files make them say. */
public final class DistributionPackages {

    private DistributionPackages() {}

    /**
     * A package, and what is to be said of it.
     *
     * @param uname what {@code uname -r} says of the kernel that it is or belongs to, or nothing
     */
    public record Row(
            Nevra nevra,
            PackageRole.Kind kind,
            List<String> provides,
            List<String> requires,
            String uname) {

        public Row {
            provides = List.copyOf(provides);
            requires = List.copyOf(requires);
        }

        /** What the program makes of it. */
        public RpmPackage rpm() {
            return RpmPackage.recognized(
                    nevra,
                    "",
                    provides.stream().map(Capability::parse).toList(),
                    requires.stream().map(Capability::parse).toList(),
                    List.of(),
                    SymbolTable.empty(),
                    SymbolTable.empty());
        }

        /** Tells whether it boots. */
        public boolean isKernel() {
            return kind == PackageRole.Kind.KERNEL;
        }
    }

    /** All of them, in the order of the table. */
    public static List<Row> all() {
        return Resources.rows("kernels/distributions.tsv").map(DistributionPackages::row).toList();
    }

    private static Row row(List<String> columns) {
        String evr = columns.get(2);
        String arch = columns.get(3);
        return new Row(
                new Nevra(columns.get(1), Evr.parse(evr), arch),
                PackageRole.Kind.valueOf(columns.get(4)),
                capabilities(columns.get(5), evr, arch),
                capabilities(columns.get(6), evr, arch),
                filledIn(columns.get(7), evr, arch));
    }

    private static List<String> capabilities(String column, String evr, String arch) {
        return Stream.of(column.split("; ", -1))
                .filter(each -> !each.isEmpty())
                .map(each -> filledIn(each, evr, arch))
                .toList();
    }

    private static String filledIn(String text, String evr, String arch) {
        return text.replace("@U", evr + "." + arch).replace("@E", evr).replace("@A", arch);
    }
}
