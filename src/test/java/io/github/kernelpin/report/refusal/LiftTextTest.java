package io.github.kernelpin.report.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Remedy;
import io.github.kernelpin.model.verdict.Remedy.LiftPins.Lifted;
import io.github.kernelpin.model.verdict.Remedy.LiftPins.Price;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LiftTextTest {

    private static final Nevra NEXT = Nevra.parse("kernel-core-4.18.0-348.el8.x86_64");
    private static final Nevra REALTIME = Nevra.parse("kernel-rt-core-4.18.0-348.rt7.el8.x86_64");

    @Test
    void theNextKernelIsThePrice() {
        assertEquals(
                """
                    lift pin a (kernel-core-4.18.0-348.el8 would boot next):
                      kernelpin unpin a
                """,
                text(price(List.of(NEXT), List.of(), List.of(), List.of()), "a"));
    }

    @Test
    void aModuleThatDoesNotLoadThereIsNamed() {
        assertEquals(
                """
                    lift pin a (kernel-core-4.18.0-348.el8 would boot next, without drbd):
                      kernelpin unpin a
                """,
                text(price(List.of(NEXT), List.of(), List.of("drbd"), List.of()), "a"));
    }

    @Test
    void modulesOfEveryKindAreToldApart() {
        assertEquals(
                """
                    lift pins a, b and c
                        (kernel-core-4.18.0-348.el8 would boot next, without drbd and zfs, but
                        with wireguard; whether npreal2 loads there is unknown):
                      kernelpin unpin a
                      kernelpin unpin b
                      kernelpin unpin c
                """,
                text(
                        price(
                                List.of(NEXT),
                                List.of("wireguard"),
                                List.of("drbd", "zfs"),
                                List.of("npreal2")),
                        "a",
                        "b",
                        "c"));
    }

    @Test
    void severalKernelsThatMayBootNextAreNamed() {
        assertEquals(
                """
                    lift pin a
                        (kernel-core-4.18.0-348.el8 or kernel-rt-core-4.18.0-348.rt7.el8 would
                        boot next, perhaps without drbd):
                      kernelpin unpin a
                """,
                text(price(List.of(NEXT, REALTIME), List.of(), List.of("drbd"), List.of()), "a"));
    }

    @Test
    void aHostWithoutKernelIsThePriceOfAll() {
        assertEquals(
                """
                    lift pin a (no kernel would be left to boot):
                      kernelpin unpin a
                """,
                text(price(List.of(), List.of(), List.of(), List.of()), "a"));
    }

    @Test
    void aKernelThatLosesItsDriversIsThePriceWhateverLoads() {
        assertEquals(
                """
                    lift pin a
                        (kernel-core-4.18.0-348.el8 would boot next, without its drivers, but
                        with drbd):
                      kernelpin unpin a
                """,
                text(new Price(List.of(NEXT), true, List.of("drbd"), List.of(), List.of()), "a"));
    }

    @Test
    void aPriceThatNobodyKnowsIsNotTold() {
        assertEquals("    lift pin a:\n      kernelpin unpin a\n", text(null, "a"));
    }

    private static Price price(
            List<Nevra> next, List<String> loading, List<String> without, List<String> unknown) {
        return new Price(next, false, loading, without, unknown);
    }

    private static String text(@Nullable Price price, String... pins) {
        List<Lifted> lifted = new ArrayList<>();
        for (String pin : pins) {
            SourceLocation place =
                    new SourceLocation("/etc/kernelpin/pins.d/" + pin + ".toml", 1, 1);
            lifted.add(new Lifted(pin, place, true));
        }
        Request request =
                new Request(
                        "id",
                        "/",
                        "/etc/kernelpin/pins.d",
                        new DnfCommand(List.of(), "", "", List.of()),
                        new Transaction(new HostState(List.of(), List.of(), "", "", 0), List.of()),
                        List.of(),
                        List.of(),
                        Allowances.parse(List.of(), ""),
                        true);
        StringBuilder text = new StringBuilder();
        new LiftText(request).appendTo(text, new Remedy.LiftPins(lifted, price));
        return text.toString();
    }
}
