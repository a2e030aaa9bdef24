package io.github.kernelpin.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kernelpin.model.rpm.Evr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KernelSpecTest {

    private static final KernelMinor MINOR = new KernelMinor("4.18.0", 305);
    private static final RhelMinors MINORS =
            new RhelMinors(
                    List.of(
                            new RhelMinors.Row("8.1", new KernelMinor("4.18.0", 147)),
                            new RhelMinors.Row("8.4", MINOR),
                            new RhelMinors.Row("8.10", new KernelMinor("4.18.0", 553))));

    @Test
    void anAliasIsLookedUp() {
        assertEquals(new KernelSpec.OfRhel("8.4", MINOR), KernelSpec.parse("rhel:8.4", MINORS));
        assertEquals(
                new KernelSpec.OfRhel("8.4", MINOR), KernelSpec.parse("  rhel: 8.4  ", MINORS));
        assertEquals(
                new KernelSpec.OfRhel("8.10", new KernelMinor("4.18.0", 553)),
                KernelSpec.parse("rhel:8.10", MINORS));
    }

    @Test
    void aVersionAndABuildNumberMeanTheMinor() {
        assertEquals(new KernelSpec.OfMinor(MINOR), KernelSpec.parse("4.18.0-305", MINORS));
        assertEquals(new KernelSpec.OfMinor(MINOR), KernelSpec.parse(" 4.18.0-305 ", MINORS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rhel:8.4                                | 4.18.0-305.* (RHEL 8.4)",
                "4.18.0-305                              | 4.18.0-305.*",
                "4.18.0-305.25.1.el8_4                   | = 4.18.0-305.25.1.el8_4",
                "= 4.18.0-305.25.1.el8_4                 | = 4.18.0-305.25.1.el8_4",
                ">= 4.18.0-305.10.2, < 4.18.0-306        | >= 4.18.0-305.10.2, < 4.18.0-306",
                ">= 4.18.0-305                           | >= 4.18.0-305",
                ">=5.14,<5.15                            | >= 5.14, < 5.15",
            })
    void anEntryIsDescribed(String entry, String description) {
        assertEquals(description, KernelSpec.parse(entry, MINORS).describe());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rhel:8.4                           | 4.18.0-305.25.1.el8_4              | true",
                "rhel:8.4                           | 4.18.0-305.0.1.el8.cloud           | true",
                "rhel:8.4                           | 4.18.0-305.88.1.el8_4.0.1          | true",
                "rhel:8.4                           | 4.18.0-305.1.el8uek                | false",
                "rhel:8.4                           | 4.18.0-3050.el8                    | false",
                "rhel:8.1                           | 4.18.0-553.el8_10                  | false",
                "4.18.0-305                         | 4.18.0-305.el8                     | true",
                "4.18.0-305                         | 4.18.0-3050.el8                    | false",
                "4.18.0-305                         | 4.18.0-348.el8                     | false",
                "4.18.0-305.25.1.el8_4              | 4.18.0-305.25.1.el8_4              | true",
                "4.18.0-305.25.1.el8_4              | 4.18.0-305.25.1.el8_4.0.1          | false",
                "4.18.0-305.25.1.el8_4              | 4.18.0-305.el8                     | false",
                "4.18.0-305.25.1                    | 4.18.0-305.25.1.el8_4              | true",
                "4.18.0-305.25.1                    | 4.18.0-305.25.1                    | true",
                "4.18.0-305.25.1                    | 4.18.0-305.25.1.1.el8_4            | false",
                "4.18.0-305.25.1                    | 4.18.0-305.25.10.el8_4             | false",
                "4.18.0-305.25.1                    | 4.18.0-305.25.1.                   | false",
                "4.18.0-305.25.1                    | 4.18.1-305.25.1.el8_4              | false",
                "4.18.0-305.25.1                    | 4.18.0-305.25.01.el8_4             | true",
                "4.18.0-305.25.01                   | 4.18.0-0305.25.1                   | true",
                "4.18.0-305.25.1                    | 4.18.0-305.25.01.0.el8_4           | false",
                "4.18.0-305.25.1                    | 4.18.0-305.25                      | false",
                ">= 4.18.0-305.10.2, < 4.18.0-306   | 4.18.0-305.10.2.el8_4              | true",
                ">= 4.18.0-305.10.2, < 4.18.0-306   | 4.18.0-305.7.1.el8_4               | false",
                ">= 4.18.0-305.10.2, < 4.18.0-306   | 4.18.0-306.el8                     | false",
            })
    void anEntryMatchesAKernelOrNot(String entry, String kernel, boolean expected) {
        assertEquals(expected, KernelSpec.parse(entry, MINORS).matches(Evr.parse(kernel)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rhel:8.3               | \"rhel:8.3\" is not in the table of RHEL minors (8.1, 8.4, 8.10)",
                "rhel:8                 | \"rhel:8\" is not in the table of RHEL minors (8.1, 8.4, 8.10)",
                "rhel:                  | \"rhel:\" is not in the table of RHEL minors (8.1, 8.4, 8.10)",
                "rhel:8.4, rhel:8.1     | \"rhel:8.4, rhel:8.1\" is not in the table of RHEL minors (8.1, 8.4, 8.10)",
                "RHEL:8.4               | \"RHEL:8.4\" does not start with a number",
                "el8                    | \"el8\" does not start with a number",
                "4.18.0                 | \"4.18.0\" has no build number",
                "4.18.0-                | \"4.18.0-\" is no version",
                "4.18.0-305.            | \"4.18.0-305.\" is no version",
                "4.18.0-305;rm          | \"4.18.0-305;rm\" is no version",
                "4.18-0-305             | \"4.18-0-305\" is no version",
                "4.18.0-305.el8.x86_64  | \"4.18.0-305.el8.x86_64\" names an architecture",
                "4.18.0-99999999999999999999 | \"4.18.0-99999999999999999999\" has no build number",
                ">= 5, < 4              | no version is both >= 5 and < 4",
                "'4.18.0-305, 4.18.0-348' | no version is both = 4.18.0-305 and = 4.18.0-348",
                "= 4.18.0-305           | \"= 4.18.0-305\" splits a minor: use >= for its start or < for the start of the next",
                "<= 4.18.0-305          | \"<= 4.18.0-305\" splits a minor: use >= for its start or < for the start of the next",
                "305                    | \"305\" has no build number",
                "4.18.0-305.*           | \"4.18.0-305.*\" is no version",
                "4.18.0-305, rhel:8.4   | \"rhel:8.4\" does not start with a number",
                "kernel-4.18.0-305      | \"kernel-4.18.0-305\" does not start with a number",
                "''                     | \"\" has no version",
                "' '                    | \"\" has no version",
                ">=                     | \">=\" has no version",
                "1a:4.18.0-305          | \"1a:4.18.0-305\" has an epoch that is no number",
            })
    void whatIsNoEntryIsRefused(String entry, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> KernelSpec.parse(entry, MINORS))
                        .getMessage());
    }

    @Test
    void aBuildNumberMayBeZero() {
        assertEquals(
                new KernelSpec.OfMinor(new KernelMinor("4.18.0", 0)),
                KernelSpec.parse("4.18.0-0", MINORS));
        assertEquals(
                new KernelSpec.OfBuild("4.18.0", "0.1"), KernelSpec.parse("4.18.0-0.1", MINORS));
    }
}
