package io.github.kernelpin.model.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.Resources;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EvrTest {

    static Stream<List<String>> rpmvercmp() {
        return Resources.rows("evr/rpmvercmp.tsv");
    }

    static Stream<List<String>> libsolv() {
        return Resources.rows("evr/libsolv-evrcmp.tsv");
    }

    static Stream<List<String>> wholeEvrs() {
        return Resources.rows("evr/go-rpm-version-evr.tsv");
    }

    @ParameterizedTest
    @MethodSource({"rpmvercmp", "libsolv"})
    void versionsAreOrderedAsRpmOrdersThem(List<String> row) {
        Evr a = new Evr(0, row.get(0), "1");
        Evr b = new Evr(0, row.get(1), "1");
        int expected = Integer.parseInt(row.get(2));
        assertEquals(expected, a.compareTo(b), row.toString());
        assertEquals(-expected, b.compareTo(a), row + " the other way round");
    }

    @ParameterizedTest
    @MethodSource({"rpmvercmp", "libsolv"})
    void releasesAreOrderedAsVersionsAre(List<String> row) {
        Evr a = new Evr(0, "1", row.get(0));
        Evr b = new Evr(0, "1", row.get(1));
        int expected = Integer.parseInt(row.get(2));
        assertEquals(expected, a.compareTo(b), row.toString());
        assertEquals(-expected, b.compareTo(a), row + " the other way round");
    }

    @ParameterizedTest
    @MethodSource("wholeEvrs")
    void wholeEvrsAreOrderedAsRpmOrdersThem(List<String> row) {
        Evr a = Evr.parse(row.get(0));
        Evr b = Evr.parse(row.get(1));
        int expected = Integer.parseInt(row.get(2));
        assertEquals(expected, a.compareTo(b), row.toString());
        assertEquals(-expected, b.compareTo(a), row + " the other way round");
    }

    @Test
    void realKernelsStayInRpmsOrder() {
        List<Evr> kernels =
                Resources.lines("kernels/kernel-evr-sorted-by-rpm.txt").stream()
                        .map(Evr::parse)
                        .toList();
        assertEquals(629, kernels.size());
        for (int i = 0; i < kernels.size(); i++) {
            for (int j = i + 1; j < kernels.size(); j++) {
                Evr older = kernels.get(i);
                Evr newer = kernels.get(j);
                assertTrue(older.compareTo(newer) <= 0, older + " comes before " + newer);
                assertTrue(newer.compareTo(older) >= 0, newer + " comes after " + older);
            }
        }
    }

    @Test
    void anEpochWinsOverAnyVersion() {
        assertEquals(1, Evr.parse("1:1.0-1").compareTo(Evr.parse("999.0-999")));
        assertEquals(0, Evr.parse("0:1.0-1").compareTo(Evr.parse("1.0-1")));
    }

    @Test
    void aMissingReleaseIsTheLowest() {
        assertEquals(-1, Evr.parse("1.0").compareTo(Evr.parse("1.0-0")));
    }

    @Test
    void aMissingReleaseMatchesAnyInADependency() {
        assertEquals(0, Evr.parse("1.0").compareForDependency(Evr.parse("1.0-99")));
        assertEquals(0, Evr.parse("1.0-99").compareForDependency(Evr.parse("1.0")));
        assertEquals(-1, Evr.parse("1.0-1").compareForDependency(Evr.parse("1.0-99")));
        assertEquals(-1, Evr.parse("1.0-99").compareForDependency(Evr.parse("1.1")));
    }

    @ParameterizedTest
    @CsvSource({
        "4.18.0-305.el8, 0, 4.18.0, 305.el8, 4.18.0-305.el8",
        "1:9.1.2-1.el8, 1, 9.1.2, 1.el8, 1:9.1.2-1.el8",
        "0:9.1.2-1.el8, 0, 9.1.2, 1.el8, 9.1.2-1.el8",
        ":9.1.2-1.el8, 0, 9.1.2, 1.el8, 9.1.2-1.el8",
        "007:1-1, 7, 1, 1, 7:1-1",
        "9.1.2, 0, 9.1.2, '', 9.1.2",
        "9.1.2-, 0, 9.1.2, '', 9.1.2",
        "1-2-3, 0, 1-2, 3, 1-2-3",
        "2147483647:1, 2147483647, 1, '', 2147483647:1",
        "1:2:3-4, 1, 2:3, 4, 1:2:3-4",
    })
    void partsAreToldApart(String text, int epoch, String version, String release, String printed) {
        assertEquals(new Evr(epoch, version, release), Evr.parse(text));
        assertEquals(printed, Evr.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''               | \"\" has no version",
                "-1.el8           | \"-1.el8\" has no version",
                "1:               | \"1:\" has no version",
                "1:-1             | \"1:-1\" has no version",
                "x:1-1            | \"x:1-1\" has an epoch that is no number",
                "-1:1-1           | \"-1:1-1\" has an epoch that is no number",
                "+1:1-1           | \"+1:1-1\" has an epoch that is no number",
                "1.0:1-1          | \"1.0:1-1\" has an epoch that is no number",
                "\u0661:1-1       | \"\u0661:1-1\" has an epoch that is no number",
                "4294967296:1-1   | \"4294967296:1-1\" has an epoch that is too large",
            })
    void whatIsNoEvrIsRefused(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Evr.parse(text)).getMessage());
    }

    @Test
    void theLargestEpochIsThatOfRpm() {
        assertEquals(4294967295L, Evr.parse("4294967295:1-1").epoch());
        assertEquals(4294967295L, new Evr(Evr.EPOCH_MAX, "1", "1").epoch());
        assertThrows(IllegalArgumentException.class, () -> new Evr(Evr.EPOCH_MAX + 1, "1", "1"));
    }

    @Test
    void anEvrCannotBeMadeWithoutAVersionOrWithANegativeEpoch() {
        assertEquals(
                "the version is empty",
                assertThrows(IllegalArgumentException.class, () -> new Evr(0, "", "1"))
                        .getMessage());
        assertEquals(
                "the epoch -1 is negative",
                assertThrows(IllegalArgumentException.class, () -> new Evr(-1, "1", "1"))
                        .getMessage());
    }

    @Test
    void identityIsStricterThanOrder() {
        assertEquals(0, Evr.parse("1.0-1").compareTo(Evr.parse("1.00-1")));
        assertFalse(Evr.parse("1.0-1").isIdenticalTo(Evr.parse("1.00-1")));
        assertFalse(Evr.parse("1.0-1").isIdenticalTo(Evr.parse("1.0-01")));
        assertFalse(Evr.parse("1:1.0-1").isIdenticalTo(Evr.parse("1.0-1")));
        assertTrue(Evr.parse("0:1.0-1").isIdenticalTo(Evr.parse("1.0-1")));
    }

    @Test
    void theFirstAndTheLastLetterCountAsAllOthersDo() {
        for (String letter : List.of("a", "z", "A", "Z")) {
            Evr with = new Evr(0, "1" + letter, "1");
            assertEquals(1, with.compareTo(new Evr(0, "1", "1")), letter);
        }
        for (String other : List.of("@", "[", "`", "{", "/", ":")) {
            assertEquals(0, new Evr(0, "1" + other, "1").compareTo(new Evr(0, "1", "1")), other);
        }
    }
}
