package io.github.kernelpin.model.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SysconfigKernelTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | false",
                "'UPDATEDEFAULT=yes'                         | true",
                "'# c\n UPDATEDEFAULT=\"yes\" # c\nX=no\n'   | true",
                "'UPDATEDEFAULT=''yes'''                     | true",
                "'UPDATEDEFAULT=no'                          | false",
                "'UPDATEDEFAULT=yes\nUPDATEDEFAULT=no'       | false",
                "'#UPDATEDEFAULT=yes'                        | false",
                "'XUPDATEDEFAULT=yes'                        | false",
                "'UPDATEDEFAULT=\"yes'                       | false",
                "'UPDATEDEFAULT=\"'                          | false",
            })
    void theLastAssignmentCounts(String text, boolean updates) {
        assertEquals(updates, SysconfigKernel.updatesDefault(text));
    }
}
