package io.github.kernelpin.rules.symbol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ComparisonBudgetTest {

    @Test
    void tenThousandComparisonsAreMade() {
        ComparisonBudget effort = new ComparisonBudget();
        for (int i = 0; i < 10_000; i++) {
            assertDoesNotThrow(() -> effort.spend(0));
        }
        assertEquals(
                "more than 10000 pairs of a kernel and a module to compare the symbols of",
                assertThrows(TooLargeException.class, () -> effort.spend(0)).getMessage());
    }

    @Test
    void twoMillionSymbolsAreLookedUp() {
        ComparisonBudget effort = new ComparisonBudget();
        assertDoesNotThrow(() -> effort.spend(1_500_000));
        assertDoesNotThrow(() -> effort.spend(500_000));
        assertEquals(
                "more than 2000000 symbols to compare",
                assertThrows(TooLargeException.class, () -> effort.spend(1)).getMessage());
    }
}
