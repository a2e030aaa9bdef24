package io.github.kernelpin.rules.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.kernel.CandidateKernel;
import io.github.kernelpin.model.kernel.KernelName;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.rpm.VersionRange;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KernelCheckTest {

    private static final SourceLocation HERE = new SourceLocation("a.toml", 1, 1);
    private static final String NAME = "4.18.0-305.25.1.el8_4.x86_64";

    private final List<Pin> pins = new ArrayList<>();
    private final List<ModuleFile> files = new ArrayList<>();
    private final List<RpmPackage> installed = new ArrayList<>();
    private final List<String> allowed = new ArrayList<>();

    @Test
    void aKernelOutsideAPinIsRefused() {
        pin("drbd", Pin.Action.REFUSE);
        KernelCheck check = check(kernel("4.18.0-348.el8.x86_64", "printk", 1));
        assertEquals(KernelCheck.Outcome.REFUSED, check.outcome());
        assertEquals(List.of("kernel-outside-pin"), rules(check));
        assertEquals(List.of(), check.modules());
    }

    @Test
    void aKernelWithOtherSymbolsIsRefusedWhoeverOwnsTheModule() {
        for (String owner : List.of("", "kmod-drbd")) {
            pins.clear();
            files.clear();
            pin("drbd", Pin.Action.REFUSE, module("drbd", owner, Pin.SymbolPolicy.ON));
            file("drbd", "305.el8", "printk", 1);
            KernelCheck check = check(kernel(NAME, "printk", 2));
            assertEquals(KernelCheck.Outcome.REFUSED, check.outcome());
            assertEquals(List.of("symbol-changed"), rules(check));
            assertEquals("does not load: 1 of 1 symbols disagree (1 changed)", states(check));
            assertEquals(
                    "/lib/modules/4.18.0-305.el8.x86_64/extra/drbd.ko",
                    check.modules().get(0).target());
        }
    }

    @Test
    void aKernelThatNobodyKnowsIsRefusedWhereThatIsStrict() {
        pin("drbd", Pin.Action.REFUSE, module("drbd", "", Pin.SymbolPolicy.STRICT));
        file("drbd", "305.el8", "printk", 1);
        KernelCheck check = check(CandidateKernel.unknown(KernelName.parse(NAME, "")));
        assertEquals(KernelCheck.Outcome.REFUSED, check.outcome());
        assertEquals(List.of("symbols-unknown"), rules(check));
        assertEquals("unknown", states(check));
    }

    @Test
    void aKernelWithoutSymbolsOrAModuleWithoutNeedsIsUnknown() {
        pin("drbd", Pin.Action.REFUSE, module("drbd", "", Pin.SymbolPolicy.ON));
        file("drbd", "305.el8", "printk", 1);
        KernelCheck check = check(kernel(NAME, "", 0));
        assertEquals(KernelCheck.Outcome.ALLOWED, check.outcome());
        assertEquals("unknown: the kernel names none of the symbols that it needs", states(check));
        files.clear();
        file("drbd", "305.el8", "", 0);
        assertEquals(
                "unknown: the module names no symbols that it needs",
                states(check(kernel(NAME, "printk", 1))));
    }

    @Test
    void aFileThatNothingLinksIntoOtherKernelsIsUnknownUntilASymbolDiffers() {
        pin("npreal2", Pin.Action.REFUSE, module("npreal2", "", Pin.SymbolPolicy.ON));
        for (String place : List.of("kernel/drivers/char", "misc", "updates")) {
            files.clear();
            fileIn(place, "npreal2", "305.el8", "printk", 1);
            assertEquals("loads", states(check(kernel("4.18.0-305.el8.x86_64", "printk", 1))));
            KernelCheck check = check(kernel(NAME, "printk", 1));
            assertEquals(
                    "unknown: nothing links it into other kernels:"
                            + " it has to be built or copied anew",
                    states(check));
            assertEquals(List.of("symbols-unknown"), rules(check));
            assertEquals(
                    "does not load: 1 of 1 symbols disagree (1 changed)",
                    states(check(kernel(NAME, "printk", 2))));
        }
    }

    @Test
    void aModuleWithoutAFileIsNotFound() {
        pin("drbd", Pin.Action.REFUSE, module("drbd", "", Pin.SymbolPolicy.ON));
        KernelCheck check = check(kernel(NAME, "printk", 1));
        assertEquals("does not load: not found", states(check));
        assertEquals("", check.modules().get(0).target());
        assertEquals(List.of("symbols-unknown"), rules(check));
    }

    @Test
    void aModuleOfAPackageThatIsNotThereComesToNoHarm() {
        pin("drbd", Pin.Action.REFUSE, module("drbd", "kmod-drbd", Pin.SymbolPolicy.STRICT));
        KernelCheck check = check(kernel(NAME, "printk", 1));
        assertEquals("does not load: not found", states(check));
        assertEquals(List.of(), rules(check));
        assertEquals(KernelCheck.Outcome.ALLOWED, check.outcome());
    }

    @Test
    void aKernelOfAVariantThatDoesNotBootNextGetsAWarning() {
        pin("drbd", Pin.Action.REFUSE, module("drbd", "", Pin.SymbolPolicy.ON));
        file("drbd", "305.el8", "printk", 1);
        String debug = "4.18.0-305.el8.x86_64+debug";
        RpmPackage core = rpm("kernel-debug-core-4.18.0-305.el8.x86_64", debug, "printk", 2);
        CandidateKernel kernel =
                new CandidateKernel(debug, core, List.of(), CandidateKernel.Source.AVAILABLE);
        assertEquals(KernelCheck.Outcome.REFUSED, check(kernel).outcome());
        installed.add(
                rpm("kernel-core-4.18.0-305.el8.x86_64", "4.18.0-305.el8.x86_64", "printk", 1));
        installed.add(core);
        KernelCheck check = check(kernel);
        assertEquals(KernelCheck.Outcome.ALLOWED, check.outcome());
        assertEquals(List.of("symbol-changed"), rules(check));
        assertEquals("[drbd]", check.aside().toString());
    }

    @Test
    void aModuleOfWhichAnotherOneReplacesASymbolIsUnknown() {
        pin("drbd", Pin.Action.REFUSE, module("drbd", "", Pin.SymbolPolicy.ON));
        file("drbd", "305.el8", "printk", 1);
        ModuleFile file = files.remove(0);
        files.add(
                new ModuleFile(
                        file.name(),
                        file.path(),
                        "",
                        "",
                        false,
                        file.needs(),
                        new Symbols(),
                        "",
                        List.of("printk")));
        KernelCheck check = check(kernel(NAME, "printk", 1));
        assertEquals(
                "unknown: another module exports printk with another CRC than it needs",
                states(check));
        assertEquals(List.of("symbols-unknown"), rules(check));
    }

    @Test
    void aWaivedKernelIsLetIn() {
        pin("drbd", Pin.Action.REFUSE);
        allowed.add("4.18.0-348.el8");
        KernelCheck check = check(kernel("4.18.0-348.el8.x86_64", "printk", 1));
        assertEquals(KernelCheck.Outcome.ALLOWED_BY_NAME, check.outcome());
        assertEquals(List.of("kernel-outside-pin"), rules(check));
    }

    @Test
    void aPinThatOnlyWarnsAllowsTheKernel() {
        pin("drbd", Pin.Action.WARN);
        KernelCheck check = check(kernel("4.18.0-348.el8.x86_64", "printk", 1));
        assertEquals(KernelCheck.Outcome.ALLOWED, check.outcome());
        assertEquals(List.of("kernel-outside-pin"), rules(check));
    }

    @Test
    void theBuildThatWeakModulesWouldLinkCounts() {
        pin("drbd", Pin.Action.REFUSE, module("drbd", "", Pin.SymbolPolicy.ON));
        file("drbd", "193.el8", "printk", 3);
        file("drbd", "305.el8", "printk", 1);
        file("drbd", "240.el8", "printk", 2);
        KernelCheck check = check(kernel(NAME, "printk", 1));
        assertEquals(KernelCheck.Outcome.ALLOWED, check.outcome());
        assertEquals("loads", states(check));
        assertEquals(
                "/lib/modules/4.18.0-305.el8.x86_64/extra/drbd.ko",
                check.modules().get(0).target());
        assertEquals(List.of(), rules(check));
    }

    @Test
    void symbolsOfCompanionsCount() {
        pin("drbd", Pin.Action.REFUSE, module("drbd", "", Pin.SymbolPolicy.ON));
        file("drbd", "305.el8", "lc_create", 7);
        CandidateKernel kernel = kernel(NAME, "printk", 1);
        RpmPackage modules = rpm("kernel-modules-4.18.0-305.25.1.el8_4.x86_64", "", "lc_create", 7);
        assertEquals("does not load: 1 of 1 symbols disagree (1 missing)", states(check(kernel)));
        assertEquals(
                "loads",
                states(
                        check(
                                new CandidateKernel(
                                        kernel.name(),
                                        kernel.core(),
                                        List.of(modules),
                                        CandidateKernel.Source.AVAILABLE))));
    }

    @Test
    void aModuleWhoseSymbolsAreNotComparedHasAStateAllTheSame() {
        pin("drbd", Pin.Action.REFUSE, module("drbd", "", Pin.SymbolPolicy.OFF));
        file("drbd", "305.el8", "printk", 1);
        KernelCheck check = check(kernel(NAME, "printk", 2));
        assertEquals(KernelCheck.Outcome.ALLOWED, check.outcome());
        assertEquals(List.of(), rules(check));
        assertEquals("does not load: 1 of 1 symbols disagree (1 changed)", states(check));
    }

    @Test
    void aModuleOfSeveralPinsIsListedOnce() {
        pin("b", Pin.Action.REFUSE, module("np-real2", "", Pin.SymbolPolicy.ON));
        pin(
                "a",
                Pin.Action.REFUSE,
                module("np_real2", "", Pin.SymbolPolicy.ON),
                module("drbd", "", Pin.SymbolPolicy.ON));
        List<ModuleState> modules = check(kernel(NAME, "printk", 1)).modules();
        assertEquals(
                List.of("drbd", "np_real2"), modules.stream().map(ModuleState::module).toList());
        assertEquals(List.of("b", "a"), modules.get(1).pins());
    }

    @Test
    void aPinAboutAnotherVariantSaysNothing() {
        Pin pin =
                new Pin(
                        "rt",
                        "",
                        List.of(),
                        List.of(),
                        List.of("rt"),
                        Pin.Action.REFUSE,
                        List.of(module("drbd", "", Pin.SymbolPolicy.STRICT)),
                        HERE);
        pins.add(pin);
        KernelCheck check = check(kernel(NAME, "printk", 1));
        assertEquals(List.of(), check.modules());
        assertEquals(List.of(), rules(check));
    }

    private KernelCheck check(CandidateKernel kernel) {
        return KernelCheck.of(pins, kernel, new HostState(installed, files, "", "", 0), allowed);
    }

    private static List<String> rules(KernelCheck check) {
        return check.verdict().findings().stream().map(Finding::rule).toList();
    }

    private static String states(KernelCheck check) {
        return String.join(", ", check.modules().stream().map(ModuleState::describe).toList());
    }

    private void pin(String id, Pin.Action action, Pin.PinnedModule... modules) {
        pins.add(
                new Pin(
                        id,
                        "",
                        List.of(KernelSpec.parse("4.18.0-305", new RhelMinors(List.of()))),
                        List.of(),
                        List.of(),
                        action,
                        List.of(modules),
                        HERE));
    }

    private static Pin.PinnedModule module(
            String name, String packageName, Pin.SymbolPolicy symbols) {
        return new Pin.PinnedModule(name, packageName, VersionRange.parse("9.1.2"), symbols, HERE);
    }

    private void file(String name, String release, String symbol, long crc) {
        fileIn("extra", name, release, symbol, crc);
    }

    private void fileIn(String place, String name, String release, String symbol, long crc) {
        Symbols needs = new Symbols();
        if (!symbol.isEmpty()) {
            needs.add(symbol, crc);
        }
        String path = "/lib/modules/4.18.0-" + release + ".x86_64/" + place + "/" + name + ".ko";
        files.add(new ModuleFile(name, path, "", "", false, needs));
    }

    private static CandidateKernel kernel(String name, String symbol, long crc) {
        RpmPackage core = rpm("kernel-core-" + name, name, symbol, crc);
        return new CandidateKernel(name, core, List.of(), CandidateKernel.Source.AVAILABLE);
    }

    private static RpmPackage rpm(String nevra, String uname, String symbol, long crc) {
        SymbolTable symbols = SymbolTable.empty();
        if (!symbol.isEmpty()) {
            symbols.kernel().add(symbol, crc);
        }
        return RpmPackage.of(
                Nevra.parse(nevra), "repo", uname, List.of(), symbols, SymbolTable.empty());
    }
}
