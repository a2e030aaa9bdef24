package io.github.kernelpin.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.DistributionPackages;
import io.github.kernelpin.Resources;
import io.github.kernelpin.model.kernel.RpmPackage.Capability;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What packages of real names are, over kernels of every minor. */
final class PackageRecognizerTest {

    /** Each row of the table with a few of the 950 releases: some four thousand packages. */
    private static final int RELEASES_STEP = 60;

    private static final String ARCH = ".x86_64";

    @Test
    void everyPackageOfTheTableIsWhatItsSpecFileMakesIt() {
        List<String> wrong = new ArrayList<>();
        List<List<String>> rows = Resources.rows("kernels/packages.tsv").toList();
        for (String release : releases()) {
            for (List<String> row : rows) {
                PackageRole expected = expected(row, release);
                PackageRole actual = rpm(row, release).role();
                if (actual.kind() != expected.kind() || !actual.uname().equals(expected.uname())) {
                    wrong.add(row.get(0) + " " + release + ": " + actual + ", not " + expected);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyPackageOfADistributionIsWhatItsSpecFileMakesIt() {
        List<String> wrong = new ArrayList<>();
        for (DistributionPackages.Row row : DistributionPackages.all()) {
            PackageRole actual = row.rpm().role();
            if (actual.kind() != row.kind() || !actual.uname().equals(row.uname())) {
                wrong.add(row.nevra() + ": " + actual + ", not " + row.kind() + " " + row.uname());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void aPartIsOneOfItsOwnKernelAlone() {
        List<DistributionPackages.Row> all = DistributionPackages.all();
        List<String> wrong = new ArrayList<>();
        for (DistributionPackages.Row part : all) {
            List<String> kernels =
                    all.stream()
                            .filter(DistributionPackages.Row::isKernel)
                            .filter(kernel -> part.rpm().isPartOf(kernel.rpm()))
                            .map(DistributionPackages.Row::uname)
                            .distinct()
                            .toList();
            boolean isPart = part.kind() == PackageRole.Kind.PART;
            if (!kernels.equals(isPart ? List.of(part.uname()) : List.of())) {
                wrong.add(part.nevra() + " of " + kernels);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whoHasToAskByNameFindsEveryKernelOfADistribution() {
        List<String> missed = new ArrayList<>();
        for (DistributionPackages.Row row : DistributionPackages.all()) {
            List<String> unames =
                    row.provides().stream()
                            .map(each -> Capability.parse(each).name())
                            .filter(PackageRecognizer::isKernelUname)
                            .toList();
            boolean isFound = unames.stream().anyMatch(KernelVariant.UNAMES::contains);
            if (unames.isEmpty() == isFound || (!unames.isEmpty() && !row.isKernel())) {
                missed.add(row.nevra().toString());
            }
        }
        assertEquals(List.of(), missed);
    }

    @Test
    void anImageAmongTheFilesMakesAKernelOfAnyPackage() {
        for (String image :
                List.of(
                        "/lib/modules/6.12.1-1.x86_64/vmlinuz",
                        "/usr/lib/modules/6.12.1-1.x86_64/vmlinuz",
                        "/boot/vmlinuz-6.12.1-1.x86_64")) {
            assertEquals(
                    PackageRole.of(PackageRole.Kind.KERNEL, "6.12.1-1.x86_64"),
                    owning("linux-6.12.1-1.x86_64", image).role());
        }
        for (String file : List.of("/lib/modules/vmlinuz", "/lib/modules/x/vmlinux", "/vmlinuz")) {
            assertEquals(PackageRole.NEITHER, owning("linux-6.12.1-1.x86_64", file).role(), file);
        }
    }

    @Test
    void aKernelThatOnlySaysHowItIsInstalledIsAssumedToBeOne() {
        for (List<String> row : Resources.rows("kernels/packages.tsv").toList()) {
            PackageRole role = rpm(row, "4.18.0-305.el8").role();
            boolean isSilent = row.get(1).equals("KERNEL") && row.get(4).isEmpty();
            assertEquals(isSilent, role.isAssumed(), row.toString());
        }
    }

    @Test
    void whoHasToAskByNameAsksForEveryKernelOfTheTable() {
        for (List<String> row : Resources.rows("kernels/packages.tsv").toList()) {
            List<String> unames =
                    capabilities(row, 2, "1-1").stream()
                            .map(each -> Capability.parse(each).name())
                            .filter(PackageRecognizer::isKernelUname)
                            .toList();
            boolean isKnown = unames.stream().anyMatch(KernelVariant.UNAMES::contains);
            assertEquals(!unames.isEmpty(), isKnown, row.toString());
        }
    }

    @Test
    void aNameAloneTellsWhatAKernelOrAPartOfItHas() {
        for (String each :
                List.of(
                        "kernel",
                        "kernel-core",
                        "kernel-rt",
                        "kernel-uek-core",
                        "kernel-ueknext-core",
                        "kernel-uki-virt",
                        "kernel-modules",
                        "kernel-rt-modules-extra",
                        "kernel6.12-modules-extra",
                        "kernel-uname-r",
                        "kernel-core-uname-r",
                        "kernel-uek-modules-usb-uname-r")) {
            assertTrue(PackageRecognizer.isOfKernelByName(each), each);
        }
        for (String each :
                List.of(
                        "kernel-headers",
                        "kernel-cross-headers",
                        "kernel-tools",
                        "kernel-tools-libs",
                        "kernel-devel",
                        "kernel-devel-matched",
                        "kernel-devel-uname-r",
                        "kernel-rt-devel",
                        "kernel-doc",
                        "kernel-srpm-macros",
                        "kernel-rpm-macros",
                        "kernel-abi-stablelists",
                        "kmod-drbd",
                        "kernelshark")) {
            assertFalse(PackageRecognizer.isOfKernelByName(each), each);
        }
    }

    @Test
    void aPartBelongsToTheKernelOfItsUnameWhateverItsName() {
        RpmPackage usb =
                RpmPackage.of(
                        Nevra.parse("kernel-uek-modules-usb-6.12.0-1.el10uek.x86_64"),
                        List.of(Capability.parse("kernel-uek-modules-usb-uname-r = a")));
        assertEquals(true, usb.isPartOf(kernel("kernel-uek-core-6.12.0-1.el10uek.x86_64", "a")));
        assertEquals(false, usb.isPartOf(kernel("kernel-uek-core-6.12.0-1.el10uek.x86_64", "b")));
    }

    @Test
    void partsThatSayNothingBelongToTheKernelTheyWereBuiltWithAndAreNamedLike() {
        RpmPackage modules = RpmPackage.of(Nevra.parse("kernel-rt-modules-4.18.0-1.x86_64"));
        assertEquals(true, modules.isPartOf(kernel("kernel-rt-core-4.18.0-1.x86_64", "")));
        assertEquals(false, modules.isPartOf(kernel("kernel-core-4.18.0-1.x86_64", "")));
        assertEquals(false, modules.isPartOf(kernel("kernel-rt-core-4.18.0-2.x86_64", "")));
    }

    @Test
    void aUnifiedImageHasTheModulesOfItsFamily() {
        RpmPackage modules = RpmPackage.of(Nevra.parse("kernel-modules-core-5.14.0-1.x86_64"));
        RpmPackage debug = RpmPackage.of(Nevra.parse("kernel-debug-modules-5.14.0-1.x86_64"));
        assertEquals(true, modules.isPartOf(kernel("kernel-uki-virt-5.14.0-1.x86_64", "")));
        assertEquals(false, debug.isPartOf(kernel("kernel-uki-virt-5.14.0-1.x86_64", "")));
        assertEquals(true, debug.isPartOf(kernel("kernel-debug-uki-virt-5.14.0-1.x86_64", "")));
    }

    private static List<String> releases() {
        List<List<String>> all = Resources.rows("kernels/kernel-releases.csv").toList();
        List<String> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += RELEASES_STEP) {
            some.add(all.get(i).get(2) + "-" + all.get(i).get(3));
        }
        return some;
    }

    private static RpmPackage rpm(List<String> row, String release) {
        List<Capability> provides = new ArrayList<>();
        SymbolTable provided = SymbolTable.empty();
        SymbolTable required = SymbolTable.empty();
        for (String each : capabilities(row, 2, release)) {
            if (!isSymbol(each, provided)) {
                provides.add(Capability.parse(each));
            }
        }
        List<Capability> requires = new ArrayList<>();
        for (String each : capabilities(row, 3, release)) {
            if (!isSymbol(each, required)) {
                requires.add(Capability.parse(each));
            }
        }
        String version = release.substring(0, release.indexOf('-'));
        Nevra nevra = new Nevra(row.get(0).replace("@V", version), Evr.parse(release), "x86_64");
        return RpmPackage.recognized(nevra, "", provides, requires, List.of(), provided, required);
    }

    private static boolean isSymbol(String capability, SymbolTable symbols) {
        if (capability.startsWith("kernel(")) {
            symbols.kernel().add(capability, 1);
        } else if (capability.startsWith("ksym(")) {
            symbols.ksym().add(capability, 1);
        } else {
            return false;
        }
        return true;
    }

    private static List<String> capabilities(List<String> row, int column, String release) {
        return Stream.of(row.get(column).split("; ", -1))
                .filter(each -> !each.isEmpty())
                .map(each -> filledIn(each, release))
                .toList();
    }

    private static PackageRole expected(List<String> row, String release) {
        return PackageRole.of(PackageRole.Kind.valueOf(row.get(1)), filledIn(row.get(4), release));
    }

    private static String filledIn(String text, String release) {
        return text.replace("@U", release + ARCH).replace("@E", release);
    }

    private static RpmPackage owning(String nevra, String file) {
        return RpmPackage.recognized(
                Nevra.parse(nevra),
                "",
                List.of(),
                List.of(),
                List.of(file),
                SymbolTable.empty(),
                SymbolTable.empty());
    }

    private static RpmPackage kernel(String nevra, String uname) {
        return RpmPackage.of(
                Nevra.parse(nevra), "", uname, List.of(), SymbolTable.empty(), SymbolTable.empty());
    }
}
