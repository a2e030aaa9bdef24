package io.github.kernelpin.rules.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AvailableKernelsTest {

    private static final SourceLocation ANYWHERE = new SourceLocation("pins.toml", 1, 1);

    @Test
    void newsIsWhatIsNewerThanEveryInstalledPackageOfItsName() {
        AvailableKernels available =
                available(
                        List.of(kernel("305.7.el8"), kernel("305.3.el8")),
                        List.of(kernel("305.el8")));

        assertTrue(available.isNews(kernel("305.8.el8")));
        assertFalse(available.isNews(kernel("305.7.el8")));
        assertFalse(available.isNews(kernel("305.5.el8")));
        assertTrue(available.isNews(RpmPackage.of(Nevra.parse("kernel-devel-1-1.x86_64"))));
    }

    @Test
    void theNewestComeFirst() {
        AvailableKernels available =
                available(List.of(), List.of(kernel("305.3.el8"), kernel("305.10.el8")));

        assertEquals(
                "[kernel-core-4.18.0-305.10.el8.x86_64, kernel-core-4.18.0-305.3.el8.x86_64]",
                available.named("kernel-core").toString());
        assertEquals(List.of(), available.named("kernel-rt-core"));
    }

    @Test
    void theSymbolsOfTwentyAreComparedAndOnlyOfThoseThatPinsAllow() {
        List<RpmPackage> kernels = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            kernels.add(kernel("305." + i + ".el8"));
        }
        Collections.reverse(kernels);
        AvailableKernels available = available(List.of(module(0)), kernels);

        assertFalse(available.fits(kernel("348.el8")));
        for (RpmPackage kernel : kernels.subList(0, 20)) {
            assertTrue(available.fits(kernel), kernel.toString());
        }
        assertFalse(available.fits(kernels.get(20)));
        assertTrue(available.fits(kernels.get(0)), "what is known is not looked for again");
    }

    @Test
    void whatWouldTakeTooLongToFindOutDoesNotFit() {
        RpmPackage kernel = kernel("305.el8");

        assertTrue(available(List.of(module(1_999_999)), List.of(kernel)).fits(kernel));
        assertFalse(available(List.of(module(2_000_000)), List.of(kernel)).fits(kernel));
    }

    @Test
    void anInstalledKernelFitsIfPinsAllowItAndTheModulesLoadInIt() {
        RpmPackage kernel = kernel("305.el8");
        RpmPackage other = kernel("348.el8");

        AvailableKernels loading = available(List.of(kernel, other, module(1)), List.of());
        assertTrue(loading.fitsAlready(kernel));
        assertFalse(loading.fitsAlready(other));
        assertFalse(loading.fitsAlready(module(1)));
        AvailableKernels failing = available(List.of(kernel, needing("t")), List.of());
        assertFalse(failing.fitsAlready(kernel));
        AvailableKernels large = available(List.of(kernel, module(2_000_000)), List.of());
        assertFalse(large.fitsAlready(kernel), "that would take too long to find out");
    }

    @Test
    void anInstalledKernelWithoutDriversFitsWhereNoneHasAny() {
        RpmPackage old = kernel("305.el8");
        RpmPackage kernel = kernel("305.3.el8");
        RpmPackage drivers = RpmPackage.of(Nevra.parse("kernel-modules-4.18.0-305.el8.x86_64"));

        assertTrue(available(List.of(old, kernel), List.of()).fitsAlready(kernel));
        assertFalse(available(List.of(old, drivers, kernel), List.of()).fitsAlready(kernel));
        assertTrue(available(List.of(old, drivers, kernel), List.of()).fitsAlready(old));
    }

    @Test
    void whatIsRefusedOrWouldTakeTooLongToJudgeMayNotBeInstalled() {
        RpmPackage old = kernel("305.el8");
        List<RpmPackage> arriving = List.of(kernel("305.3.el8"));

        assertTrue(available(List.of(old, module(1)), List.of()).mayBeInstalled(arriving));
        assertFalse(
                available(List.of(old, module(1)), List.of())
                        .mayBeInstalled(List.of(kernel("348.el8"))));
        assertFalse(available(List.of(old, needing("t")), List.of()).mayBeInstalled(arriving));
        assertFalse(available(List.of(old, module(2_000_000)), List.of()).mayBeInstalled(arriving));
    }

    private static AvailableKernels available(
            List<RpmPackage> installed, List<RpmPackage> available) {
        Pin.PinnedModule module =
                new Pin.PinnedModule("drbd", "kmod-drbd", null, Pin.SymbolPolicy.ON, ANYWHERE);
        Pin pin =
                new Pin(
                        "drbd",
                        "",
                        List.of(new KernelSpec.OfMinor(new KernelMinor("4.18.0", 305))),
                        List.of(),
                        List.of(),
                        Pin.Action.REFUSE,
                        List.of(module),
                        ANYWHERE);
        HostState host = new HostState(installed, List.of(), "", "", 3);
        Request request =
                new Request(
                        "x",
                        "/",
                        "/p",
                        new DnfCommand(List.of(), "", "", List.of()),
                        new Transaction(host, List.of()),
                        available,
                        List.of(),
                        Allowances.parse(List.of(), ""),
                        true);
        return new AvailableKernels(List.of(pin), request);
    }

    /** It provides the symbol "s", which every module has a need of. */
    private static RpmPackage kernel(String release) {
        SymbolTable provided = SymbolTable.empty();
        provided.kernel().add("s", 1);
        Nevra nevra = Nevra.parse("kernel-core-4.18.0-" + release + ".x86_64");
        return RpmPackage.of(nevra, "repo", "", List.of(), provided, SymbolTable.empty());
    }

    private static RpmPackage needing(String symbol) {
        SymbolTable required = SymbolTable.empty();
        required.kernel().add(symbol, 1);
        Nevra nevra = Nevra.parse("kmod-drbd-1-1.x86_64");
        return RpmPackage.of(nevra, "", "", List.of(), SymbolTable.empty(), required);
    }

    /** It needs that symbol many times, and once one of its own. */
    private static RpmPackage module(int times) {
        SymbolTable provided = SymbolTable.empty();
        provided.ksym().add("own", 2);
        SymbolTable required = SymbolTable.empty();
        required.ksym().add("own", 2);
        for (int i = 0; i < times; i++) {
            required.kernel().add("s", 1);
        }
        return RpmPackage.of(
                Nevra.parse("kmod-drbd-1-1.x86_64"), "", "", List.of(), provided, required);
    }
}
