package io.github.kernelpin.host.ini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of these was put before libdnf 0.69.0, which refuses some of them altogether. */
final class IniFileTest {

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
                "[main]\nenabled=0\n 0\n",
                "[main]\na=\n enabled=0\n",
                "[ main]\nenabled=0\n",
                "[x]\nenabled=0\n",
                "[main]\n[x]\nenabled=0\n",
                "enabled=0\n",
            })
    void thisSwitchesNothingOff(String text) {
        assertFalse(IniFile.parse(text).isOff("enabled"));
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
                "[main] # c\nenabled = 0\n",
                "[main]; c\nenabled = 0\n",
                "[main]x\nenabled = 0\n",
                " [main]\nenabled = 0\n",
                "\ufeff[main]\nenabled = 0\n",
                "[main]\nenabled = \"0\"\n",
                "[main]\nenabled = 'No'\n",
                "[main]\nenabled =\n\n[x]\n[main]\nenabled=0\n",
                "[main]\nenabled = 0\n \n\t\n",
                "[main]\nenabled=1\nenabled=0\n",
                "[x]\nenabled=1\n[main]\nenabled=0\n[y]\nenabled=1",
                "[main]\nenabled=1\n[main]\nenabled=0",
            })
    void thisSwitchesOff(String text) {
        assertTrue(IniFile.parse(text).isOff("enabled"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'[main]\na' | line 2: expected OPTION = VALUE",
                "'[main]\n=a' | line 2: expected the name of an option before =",
                "'[main' | line 1: expected ]",
                "'[]' | line 1: expected the name of a section in the brackets",
                "'[main] xy' | line 1: expected nothing but a comment after ]",
                "'a=b' | line 1: expected [main] or another section before it",
                "' x' | line 1: expected [main] or another section before it",
                "'[main]\n x' | line 2: it begins with a blank, and there is no value for it to go on"
                        + " with",
                "'[main]\na=b\n\n x' | line 4: it begins with a blank, and there is no value for it"
                        + " to go on with",
            })
    void mistakesAreSaidAndLeaveNothing(String text, String problem) {
        IniFile file = IniFile.parse(text);
        assertEquals(problem, file.problem());
        assertEquals(List.of(), List.copyOf(file.sections()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`[main]\na = b=c \n` | `b=c`",
                "`[main]\na = b\n  c # d\n e` | `b\nc # d\ne`",
                "`[main]\na = \"b\n c\"` | `b\nc`",
                "`[main]\na = \"b'` | `\"b'`",
                "`[main]\na = b\n# c\n[x]\n` | b",
                "`[main]\na = b\n [x]\na = c` | b",
            })
    void aValueGoesOnInLinesThatAreIndented(String text, String value) {
        assertEquals(value, IniFile.parse(text).value("main", "a"));
    }

    @Test
    void anOptionKnowsItsLines() {
        IniFile file = IniFile.parse("# c\n[x]\n[main]\na = b\n \n  c\n \nd = e\n");
        assertEquals(2, file.lineOf("main"));
        assertEquals(-1, file.lineOf("y"));
        assertEquals(new IniFile.Entry("a", "b\n\nc", 3, 6), file.entry("main", "a").orElseThrow());
    }
}
