package io.github.kernelpin.model.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.Resources;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class VersionConstraintTest {

    static Stream<List<String>> pairs() {
        return Resources.rows("evr/depmatch.tsv");
    }

    private static VersionConstraint constraint(String sign, String evr) {
        return VersionRange.parse(sign + " " + evr).constraints().get(0);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aProvideMeetsARequireWhereRpmSaysSo(List<String> row) {
        VersionConstraint provide = constraint(row.get(0), row.get(1));
        VersionConstraint require = constraint(row.get(2), row.get(3));
        boolean expected = row.get(4).equals("1");
        assertEquals(expected, provide.overlaps(require), row.toString());
        assertEquals(expected, require.overlaps(provide), row + " the other way round");
    }

    @Test
    void everyPairIsThere() {
        assertEquals(600, pairs().count());
    }

    @ParameterizedTest
    @CsvSource({
        ">= 9.1.2, 9.1.2-1.el8, true",
        ">= 9.1.2, 9.1.1-99.el8, false",
        "> 9.1.2, 9.1.2-1.el8, false",
        "> 9.1.2-1, 9.1.2-2, true",
        "= 9.1.2, 9.1.2-7.el8, true",
        "= 9.1.2-7, 9.1.2-7.el8, false",
        "<= 9.1.2-7.el8, 9.1.2-7.el8, true",
        "< 9.2, 9.2~rc1-1, true",
        "< 9.2, 9.2^git1-1, false",
        "< 9.2, 1:1.0-1, false",
        ">= 1:1.0, 9.1-1, false",
    })
    void aVersionIsAllowedOrNot(String constraint, String candidate, boolean expected) {
        assertEquals(
                expected,
                VersionRange.parse(constraint).constraints().get(0).allows(Evr.parse(candidate)));
    }
}
