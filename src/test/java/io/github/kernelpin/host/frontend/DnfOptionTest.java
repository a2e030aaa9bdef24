package io.github.kernelpin.host.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of these was put before libdnf 0.69.0, which refuses some of them altogether. */
final class DnfOptionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[main]\nenabled=1\n",
                "[main]\nenabled=\n",
                "[main]\nenabled=2\n",
                "[main]\n#enabled=0\n",
                "[main]\n;enabled=0\n",
                "[main]\nENABLED=0\n",
                "[main]\n enabled=0\n",
                "[main]\nenabled: 0\n",
                "[main]\nenabled=0 # x\n",
                "[x]\nenabled=0\n",
                "[main]\n[x]\nenabled=0\n",
                "enabled=0\n",
            })
    void thisSwitchesNothingOff(String text) {
        assertFalse(DnfOption.isOff(text, "enabled"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[main]\nenabled=0\n",
                "[main]\nenabled = no\n",
                "[main]\nenabled=False\n",
                "[main]\nenabled=off\n",
                "[main]\nenabled = NO\n",
                "[main] \nenabled = 0\r\n",
                "[main]\nenabled=1\nenabled=0\n",
                "[x]\nenabled=1\n[main]\nenabled=0\n[y]\nenabled=1",
                "[main]\nenabled=1\n[main]\nenabled=0",
            })
    void thisSwitchesOff(String text) {
        assertTrue(DnfOption.isOff(text, "enabled"));
    }

    @Test
    void aValueMayHaveAnEqualsSign() {
        assertEquals("b=c", DnfOption.value("[main]\na = b=c \n", "a"));
    }
}
