package io.github.kernelpin.host.dnf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.host.ini.IniFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfTextTest {

    @Test
    void whatNamesNoPlaceIsKept() {
        assertEquals(
                "[main]\nbest=True\nexcludepkgs=a,\n b\n[repo]\nbaseurl=file:///x\n",
                kept("[main] # c\nbest=True\nexcludepkgs=a,\n  b\n[repo]\nbaseurl=file:///x\n"));
    }

    @Test
    void placesGoInWhicheverSectionTheyStand() {
        assertEquals(
                "[main]\nbest=1\n[repo]\nname=x\n",
                kept(
                        "[main]\ncachedir = /a\nlogdir=/b\nbest=1\n[repo]\ncachedir=/c\nname=x\n"
                                + "  [main]\npersistdir\t=\t/d\nconfig_file_path=/e\n"));
    }

    @Test
    void aPlaceGoesWithTheLinesThatItGoesOnIn() {
        assertEquals(
                "[main]\nbest=1\n", kept("\uFEFF[main]\nreposdir=/a\n \n /b,\n\t/c\nbest=1\n"));
    }

    @Test
    void filesOfProtectedPackagesAreLeftOut() {
        assertEquals(
                "[main]\nprotected_packages= a, ,b\n  c \n"
                        .replace("=", "=\"")
                        .replace("c \n", "c \"\n"),
                kept(
                        "[main]\nprotected_packages=glob:/dev/zero a, glob:/x/*.conf,b\n"
                                + "  glob:/y c glob:/z\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "'x", "a\n b", " x ", "\"x\" y", "a = b # c", ""})
    void aValueIsReadAgainAsItWas(String value) {
        String text = "[main]\nname=\"" + value.replace("\n", "\n ") + "\"\n";

        assertEquals(
                IniFile.parse(text).value("main", "name"),
                IniFile.parse(kept(text)).value("main", "name"));
    }

    @Test
    void aFileWithAMistakeStaysAsItIsForDnfToRefuse() {
        assertEquals("[main\ncachedir=/a\n", kept("[main\ncachedir=/a\n"));
    }

    @Test
    void placesOfTheMainSectionAreKnown() {
        ConfText conf =
                ConfText.of(
                        "[repo]\nreposdir=/no\n[main]\nreposdir=/a\nreposdir=/b /c,/d\n  /e/$x\n"
                                + "cachedir=/var/$arch\n");

        assertEquals(List.of("/b", "/c", "/d"), conf.places("reposdir"));
        assertEquals(List.of(), conf.places("cachedir"));
        assertEquals(List.of(), conf.places("logdir"));
    }

    private static String kept(String text) {
        return ConfText.of(text).kept();
    }
}
