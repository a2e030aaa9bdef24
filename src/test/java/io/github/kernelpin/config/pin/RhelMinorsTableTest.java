package io.github.kernelpin.config.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.Resources;
import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.rpm.Evr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RhelMinorsTableTest {

    private static final RhelMinors MINORS = RhelMinorsTable.load();

    static Stream<List<String>> releases() {
        return Resources.rows("kernels/kernel-releases.csv");
    }

    @Test
    void theTableThatIsShippedHasEveryMinor() {
        List<RhelMinors.Row> expected =
                Resources.rows("kernels/kernel-minors.csv")
                        .map(
                                row ->
                                        new RhelMinors.Row(
                                                row.get(0),
                                                new KernelMinor(
                                                        row.get(1), Long.parseLong(row.get(2)))))
                        .toList();
        assertEquals(33, expected.size());
        assertEquals(expected, MINORS.rows());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aKernelBelongsToItsMinorOrToNone(List<String> row) {
        Evr kernel = new Evr(0, row.get(2), row.get(3));
        Optional<String> expected =
                row.get(0).isEmpty() ? Optional.empty() : Optional.of(row.get(0));
        assertEquals(expected, MINORS.rhelOf(kernel), row.toString());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anAliasMatchesTheKernelsOfItsMinorOnly(List<String> row) {
        Evr kernel = new Evr(0, row.get(2), row.get(3));
        for (RhelMinors.Row minor : MINORS.rows()) {
            assertEquals(
                    minor.rhel().equals(row.get(0)),
                    KernelSpec.parse("rhel:" + minor.rhel(), MINORS).matches(kernel),
                    row + " and rhel:" + minor.rhel());
        }
    }

    @Test
    void everyReleaseIsThere() {
        assertEquals(952, releases().count());
    }
}
