package io.github.kernelpin.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CandidateKernelTest {

    private static final String BUILD = "-4.18.0-348.el8.x86_64";
    private static final RpmPackage CORE = rpm("kernel-core" + BUILD, "4.18.0-348.el8.x86_64");
    private static final RpmPackage DEBUG =
            rpm("kernel-debug-core" + BUILD, "4.18.0-348.el8.x86_64+debug");
    private static final RpmPackage IMAGE = rpm("kernel-uki-virt" + BUILD, "4.18.0-348.el8.x86_64");
    private static final RpmPackage MODULES = rpm("kernel-modules" + BUILD, "");
    private static final RpmPackage OTHER_MODULES = rpm("kernel-modules-4.18.0-305.el8.x86_64", "");
    private static final RpmPackage OLDER =
            rpm("kernel-core-4.18.0-305.el8.x86_64", "4.18.0-305.el8.x86_64");
    private static final RpmPackage NEWER =
            rpm("kernel-core-4.18.0-1000.el8.x86_64", "4.18.0-1000.el8.x86_64");

    @Test
    void packagesWithoutOneThatBootsAreNoKernel() {
        assertEquals(List.of(), CandidateKernel.among(List.of(MODULES)));
        assertEquals(Optional.empty(), find("4.18.0-348.el8", MODULES));
    }

    @Test
    void anotherBuildOrArchitectureIsAnotherKernel() {
        assertEquals(Optional.empty(), find("4.18.0-349.el8", CORE));
        assertEquals(Optional.empty(), find("4.18.0-348.el8.aarch64", CORE));
        assertEquals(Optional.empty(), find("4.18.0-348.el8.x86_64+rt", CORE, DEBUG));
    }

    @Test
    void aKernelComesWithTheOtherPackagesOfItsBuild() {
        CandidateKernel kernel =
                find("4.18.0-348.el8", OTHER_MODULES, MODULES, CORE, DEBUG).orElseThrow();
        assertEquals(
                new CandidateKernel(
                        "4.18.0-348.el8.x86_64",
                        CORE,
                        List.of(MODULES),
                        CandidateKernel.Source.AVAILABLE),
                kernel);
    }

    @Test
    void ofKernelsThatAreCalledAlikeTheNamedVariantIsTaken() {
        assertEquals(CORE, find("4.18.0-348.el8", IMAGE, CORE).orElseThrow().core());
        assertEquals(IMAGE, find("kernel-uki-virt" + BUILD, CORE, IMAGE).orElseThrow().core());
        assertEquals(DEBUG, find("4.18.0-348.el8.x86_64+debug", CORE, DEBUG).orElseThrow().core());
    }

    @Test
    void aKernelOfAnUnknownVariantIsFoundByWhatItIsCalled() {
        RpmPackage odd = rpm("kernel-odd-core" + BUILD, "4.18.0-348.el8.x86_64+odd");
        assertEquals(odd, find("4.18.0-348.el8.x86_64+odd", CORE, odd).orElseThrow().core());
    }

    @Test
    void aKernelWhoseNameTellsNoVariantIsFoundByThatName() {
        String name = "6.1.0-1.el8.elrepo.x86_64";
        RpmPackage mainline = rpm("kernel-ml-core-" + name, name);
        RpmPackage modules = rpm("kernel-ml-modules-" + name, "");
        assertEquals(
                Optional.of(
                        new CandidateKernel(
                                name,
                                mainline,
                                List.of(modules),
                                CandidateKernel.Source.AVAILABLE)),
                find(name, CORE, modules, mainline, NEWER));
    }

    @Test
    void aKernelThatComesInAUnifiedImageOnlyIsFound() {
        assertEquals(IMAGE, find("4.18.0-348.el8", NEWER, IMAGE).orElseThrow().core());
    }

    @Test
    void allKernelsAreListedOnceAndTheNewestFirst() {
        assertEquals(
                List.of(NEWER, CORE, DEBUG, OLDER),
                CandidateKernel.among(List.of(IMAGE, OLDER, DEBUG, MODULES, NEWER, CORE, CORE))
                        .stream()
                        .map(CandidateKernel::core)
                        .toList());
    }

    @Test
    void aKernelWithoutPackagesIsOneThatBoots() {
        KernelRelease named = KernelName.parse("4.18.0-348.el8.x86_64+debug", "");
        CandidateKernel kernel = CandidateKernel.unknown(named);
        assertEquals("kernel-debug-core-4.18.0-348.el8.x86_64", kernel.core().toString());
        assertEquals(named.text(), kernel.core().uname());
        assertEquals(CandidateKernel.Source.UNKNOWN, kernel.source());
    }

    @Test
    void aKernelThatFollowsNoSchemeIsOfNoKnownVariant() {
        Symbols symbols = new Symbols();
        symbols.add("printk", 1);
        CandidateKernel kernel =
                CandidateKernel.installed(
                        KernelRelease.parse("6.1.0-1-elrepo.elrepo.x86_64"), symbols);
        assertEquals(Optional.empty(), KernelVariant.of(kernel.core().name()));
        assertEquals(true, kernel.core().isBootableKernel());
        assertEquals(symbols, kernel.core().providedSymbols().kernel());
    }

    private static Optional<CandidateKernel> find(String name, RpmPackage... packages) {
        return CandidateKernel.find(KernelName.parse(name, "x86_64"), List.of(packages));
    }

    private static RpmPackage rpm(String nevra, String uname) {
        return RpmPackage.of(
                Nevra.parse(nevra),
                "repo",
                uname,
                List.of(),
                SymbolTable.empty(),
                SymbolTable.empty());
    }
}
