package io.github.kernelpin.model.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AllowancesTest {

    private static final Nevra KERNEL = Nevra.parse("kernel-core-4.18.0-348.el8.x86_64");

    @Test
    void withoutADateOfTodayNothingThatExpiresCounts() {
        Allowances allowances = Allowances.parse(List.of("1-1@9999-12-31", "2-2"), "");
        assertEquals(List.of("2-2"), allowances.kernels());
        assertTrue(allowances.needDate());
        assertFalse(allowances.asOf("2026-11-23").needDate());
        assertFalse(Allowances.parse(List.of("2-2"), "").needDate());
    }

    @Test
    void whatHasNoReadableDateNeverCounts() {
        for (String date :
                List.of("", "soon", "2026-1-1", "2026-12-31x", "2026/12/31", "9999-12-3a")) {
            Allowances allowances =
                    Allowances.parse(List.of("4.18.0-348.el8@" + date), "2026-11-23");
            assertEquals(List.of(), allowances.kernels(), date);
            assertEquals(
                    "the allowance 4.18.0-348.el8@"
                            + date
                            + " does not count: expected a date after @",
                    allowances.lapseReason(KERNEL));
        }
    }

    @Test
    void theLastDayCounts() {
        List<String> words = List.of("4.18.0-348.el8.x86_64@2026-11-23");
        assertEquals(
                List.of("4.18.0-348.el8.x86_64"), Allowances.parse(words, "2026-11-23").kernels());
        assertEquals("", Allowances.parse(words, "2026-11-23").lapseReason(KERNEL));
        assertEquals(List.of(), Allowances.parse(words, "2026-11-24").kernels());
        assertEquals(
                "the allowance of 4.18.0-348.el8.x86_64 expired on 2026-11-23",
                Allowances.parse(words, "2026-11-24").lapseReason(KERNEL));
    }

    @Test
    void oneThatIsInForceIsEnough() {
        for (List<String> words :
                List.of(
                        List.of("4.18.0-348.el8@2000-01-01", "4.18.0-348.el8"),
                        List.of("4.18.0-348.el8", "4.18.0-348.el8@2000-01-01"),
                        List.of("4.18.0-348.el8@2000-01-01", "4.18.0-348.el8@9999-01-01"))) {
            Allowances allowances = Allowances.parse(words, "2026-11-23");
            assertEquals(List.of("4.18.0-348.el8"), allowances.kernels());
            assertEquals("", allowances.lapseReason(KERNEL));
        }
    }

    @Test
    void aDayThatIsKnownStays() {
        assertEquals(
                "2026-11-23", Allowances.parse(List.of(), "2026-11-23").asOf("2030-01-01").date());
    }

    @Test
    void anAllowanceOfAnotherKernelSaysNothing() {
        Allowances allowances =
                Allowances.parse(List.of("4.18.0-305.el8@2000-01-01"), "2026-11-23");
        assertEquals("", allowances.lapseReason(KERNEL));
        assertNull(allowances.of(KERNEL.evr(), KERNEL.arch()));
    }

    @Test
    void whatIsSaidOfAKernelIsWhatLetsItIn() {
        Allowances allowances =
                Allowances.parse(List.of("4.18.0-348.el8@2026-11-30"), "2026-11-23");
        assertEquals(
                new AllowanceStatus(allowances.all().get(0), AllowanceStatus.State.IN_FORCE),
                allowances.of(KERNEL.evr(), KERNEL.arch()));
    }
}
