package io.github.kernelpin.model.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9.1.2                               | = 9.1.2",
                "=9.1.2                              | = 9.1.2",
                ">=9.1.2,<9.2                        | >= 9.1.2, < 9.2",
                "'  >=   9.1.2  ,  <  9.2  '         | >= 9.1.2, < 9.2",
                "> 1, < 5, >= 2, <= 4, = 3           | > 1, < 5, >= 2, <= 4, = 3",
                "<= 1:9.1.2-1.el8                    | <= 1:9.1.2-1.el8",
                ">= 0:9.1.2                          | >= 9.1.2",
                "4.18.0-305.25.1.el8_4               | = 4.18.0-305.25.1.el8_4",
                ">= 2.0~rc1^git.1+b_1                | >= 2.0~rc1^git.1+b_1",
            })
    void aRangeIsReadAndPrinted(String text, String printed) {
        VersionRange range = VersionRange.parse(text);
        assertEquals(printed, range.toString());
        assertEquals(range, VersionRange.parse(range.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''               | \"\" has no version",
                "','              | \"\" has no version",
                ">= 1,            | \"\" has no version",
                ">= 1,, < 2       | \"\" has no version",
                ">=               | \">=\" has no version",
                ">                | \">\" has no version",
                ">= , < 2         | \">=\" has no version",
                "== 1             | \"== 1\" is no version",
                "=> 1             | \"=> 1\" is no version",
                "=< 1             | \"=< 1\" is no version",
                "> = 1            | \"> = 1\" is no version",
                "!= 1             | \"!= 1\" is no version",
                "<> 1             | \"<> 1\" is no version",
                ">= 1 < 2         | \">= 1 < 2\" is no version",
                "1 2              | \"1 2\" is no version",
                "1.*              | \"1.*\" is no version",
                "1.?              | \"1.?\" is no version",
                "~> 1             | \"~> 1\" is no version",
                "1.0\u00e9        | \"1.0\u00e9\" is no version",
                "\u0661.0         | \"\u0661.0\" is no version",
                "v1.0             | \"v1.0\" does not start with a number",
                ">= v1.0          | \">= v1.0\" does not start with a number",
                "-1               | \"-1\" does not start with a number",
                "^1.0             | \"^1.0\" does not start with a number",
                ":1               | \":1\" does not start with a number",
                "1:               | \"1:\" has no version",
                "1.0:2            | \"1.0:2\" has an epoch that is no number",
                "99999999999:2    | \"99999999999:2\" has an epoch that is too large",
                "9.1.2-1.x86_64   | \"9.1.2-1.x86_64\" names an architecture",
                "9.1.2-1.noarch   | \"9.1.2-1.noarch\" names an architecture",
            })
    void whatIsNoRangeIsRefused(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> VersionRange.parse(text))
                        .getMessage());
    }

    @Test
    void aRangeHasAtLeastOneConstraint() {
        assertEquals(
                "the version range is empty",
                assertThrows(IllegalArgumentException.class, () -> new VersionRange(List.of()))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">= 9.1.2, < 9.2                       | 9.1.2-1.el8             | true",
                ">= 9.1.2, < 9.2                       | 9.1.18-1.el8            | true",
                ">= 9.1.2, < 9.2                       | 9.2-1.el8               | false",
                ">= 9.1.2, < 9.2                       | 9.1.1-1.el8             | false",
                ">= 4.18.0-305.10.2, < 4.18.0-306      | 4.18.0-305.25.1.el8_4   | true",
                ">= 4.18.0-305.10.2, < 4.18.0-306      | 4.18.0-305.10.2.el8_4   | true",
                ">= 4.18.0-305.10.2, < 4.18.0-306      | 4.18.0-305.3.1.el8      | false",
                ">= 4.18.0-305.10.2, < 4.18.0-306      | 4.18.0-348.el8          | false",
            })
    void everyConstraintHasToHold(String range, String candidate, boolean expected) {
        assertEquals(expected, VersionRange.parse(range).allows(Evr.parse(candidate)));
    }
}
