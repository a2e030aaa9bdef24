package io.github.kernelpin.model.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GrubEnvironmentTest {

    private static final String HEADER = "# GRUB Environment Block\n";
    private static final String MACHINE_ID = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "saved_entry",
                "saved_entry=",
                HEADER,
                HEADER + "kernelopts=saved_entry=1\n",
                HEADER + "prev_saved_entry=1\n",
                HEADER + "#saved_entry=1\n####",
                HEADER + "saved_entry=\nnext_entry=\n",
            })
    void aBlockWithoutDefaultNamesNoKernel(String block) {
        assertEquals("", GrubEnvironment.bootKernel(block));
    }

    @Test
    void theEntryForOneBootComesBeforeTheSavedOne() {
        String block =
                HEADER
                        + ("saved_entry=" + MACHINE_ID + "-4.18.0-305.el8.x86_64\n")
                        + ("next_entry=" + MACHINE_ID + "-4.18.0-348.el8.x86_64\n####");
        assertEquals("4.18.0-348.el8.x86_64", GrubEnvironment.bootKernel(block));
        assertEquals(
                MACHINE_ID + "-4.18.0-305.el8.x86_64", GrubEnvironment.value(block, "saved_entry"));
    }

    @Test
    void anEntryForOneBootThatIsOverCountsNoLonger() {
        assertEquals(
                "4.18.0-305.el8.x86_64",
                GrubEnvironment.bootKernel(
                        "saved_entry=" + MACHINE_ID + "-4.18.0-305.el8.x86_64\nnext_entry=\n"));
    }

    @Test
    void aTitleNamesItsKernelInParentheses() {
        assertEquals(
                "3.10.0-1160.el7.x86_64",
                GrubEnvironment.bootKernel(
                        HEADER + "saved_entry=CentOS Linux (3.10.0-1160.el7.x86_64) 7 (Core)\n"));
    }

    @Test
    void aParenthesisBeforeTheKernelsIsPartOfTheTitle() {
        assertEquals(
                "3.10.0-1160.el7.x86_64",
                GrubEnvironment.bootKernel(
                        "saved_entry=2) CentOS Linux (3.10.0-1160.el7.x86_64) 7 (Core)\n"));
        assertEquals("1", GrubEnvironment.bootKernel("saved_entry=(rescue) (1)"));
    }

    @Test
    void anythingElseIsTakenAsItIs() {
        assertEquals("0", GrubEnvironment.bootKernel("saved_entry=0\n"));
        assertEquals("a (b", GrubEnvironment.bootKernel("saved_entry=a (b"));
    }
}
