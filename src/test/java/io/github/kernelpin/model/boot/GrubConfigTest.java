package io.github.kernelpin.model.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrubConfigTest {

    private static final BootEntry SNIPPET = new BootEntry("s", "Snippet", "1");

    @Test
    void withoutAFileTheMenuIsMadeOfSnippets() {
        assertEquals(List.of(SNIPPET), GrubConfig.parse("").menu(List.of(SNIPPET)));
    }

    @Test
    void aStubLeavesTheMenuToSnippets() {
        GrubConfig stub =
                GrubConfig.parse("search --fs-uuid 5d2b\nconfigfile $prefix/grub.cfg\nexit\n");
        assertEquals(List.of(SNIPPET), stub.menu(List.of(SNIPPET)));
    }

    @Test
    void theMenuOfRhel7IsSpelledOut() {
        GrubConfig config = GrubConfig.parse(Resources.text("boot/grub.cfg.el7"));
        String id = "gnulinux-3.10.0-1160.el7.x86_64-advanced-0f3d";
        String rescue = "0-rescue-0123456789abcdef0123456789abcdef";
        assertEquals(
                List.of(
                        new BootEntry(
                                id,
                                "CentOS Linux (3.10.0-1160.6.1.el7.x86_64) 7 (Core)",
                                "3.10.0-1160.6.1.el7.x86_64"),
                        new BootEntry(
                                id,
                                "CentOS Linux (3.10.0-1160.el7.x86_64) 7 (Core)",
                                "3.10.0-1160.el7.x86_64"),
                        new BootEntry(
                                "gnulinux-" + rescue + "-advanced-0f3d",
                                "CentOS Linux (" + rescue + ") 7 (Core)",
                                ""),
                        new BootEntry("Memory test", "Memory test", ""),
                        new BootEntry("older", "Older kernels", "")),
                config.menu(List.of(SNIPPET)));
        assertEquals("", config.fixedDefault());
    }

    @Test
    void theMenuOfRhel8StartsWithSnippets() {
        GrubConfig config = GrubConfig.parse(Resources.text("boot/grub.cfg.el8"));
        assertEquals(
                List.of(SNIPPET, new BootEntry("uefi-firmware", "System setup", "")),
                config.menu(List.of(SNIPPET)));
        assertEquals("", config.fixedDefault());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set default=\"0\"                                     | 0",
                "  set default=2                                       | 2",
                "set default=\"${saved_entry}\"                        | ''",
                "set default=\"CentOS Linux (3.10.0-1160.el7.x86_64)\" "
                        + "| CentOS Linux (3.10.0-1160.el7.x86_64)",
            })
    void aDefaultMayBeFixed(String line, String fixed) {
        assertEquals(
                fixed,
                GrubConfig.parse("set default=\"${next_entry}\"\n" + line + "\nset default=1\n")
                        .fixedDefault());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "menuentry                                | ''  | ''",
                "menuentry x {                            | ''  | ''",
                "menuentry 'x                             | ''  | ''",
                "menuentry \"x\" --id \"y\" {             | x   | y",
                "menuentry 'x' --class a --id 'y'         | x   | y",
                "menuentry 'x' --id                       | x   | x",
                "menuentry 'x' --hotkey 'y' {             | x   | x",
            })
    void anEntryWrittenByHandHasATitleAndMayHaveAnId(String line, String title, String id) {
        List<BootEntry> entries = GrubConfig.parse(line + " ").entries();
        assertEquals(List.of(new BootEntry(id, title, "")), entries);
    }

    @Test
    void aTitleThatDoesNotEndIsNone() {
        GrubConfig config = GrubConfig.parse("menuentry 'RHEL {\n  linux /vmlinuz-1\n}\n");
        assertEquals(List.of(new BootEntry("", "", "1")), config.menu(List.of()));
    }
}
