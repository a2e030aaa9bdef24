package io.github.kernelpin.model.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BootEntryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "linux",
                "linux ",
                "title x\nversion 1\n",
                "#linux /vmlinuz-1",
                "title x\n\nlinux /vmlinuz-1\n",
                "efi /EFI/Linux/x.efi\n",
                "\u0000\u0001\u0002",
            })
    void aSnippetWithoutAKernelIsNoEntry(String text) {
        assertEquals(Optional.empty(), BootEntry.ofSnippet("x", text));
    }

    @Test
    void aSnippetOfRhelIsRead() {
        String text =
                """
                # made by kernel-install
                title Red Hat Enterprise Linux (4.18.0-305.el8.x86_64) 8.4 (Ootpa)
                version 4.18.0-305.el8.x86_64
                linux\t/vmlinuz-4.18.0-305.el8.x86_64
                  linux /vmlinuz-1
                initrd /initramfs-4.18.0-305.el8.x86_64.img $tuned_initrd
                options $kernelopts $tuned_params
                id rhel-20210429210543-4.18.0-305.el8.x86_64
                """;
        assertEquals(
                Optional.of(
                        new BootEntry(
                                "x",
                                "Red Hat Enterprise Linux (4.18.0-305.el8.x86_64) 8.4 (Ootpa)",
                                "4.18.0-305.el8.x86_64")),
                BootEntry.ofSnippet("x", text));
    }

    @Test
    void anEntryWithoutTitleIsCalledAfterItsImage() {
        assertEquals(
                Optional.of(new BootEntry("x", "/vmlinuz-1", "1")),
                BootEntry.ofSnippet("x", "linux /vmlinuz-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "/vmlinuz-4.18.0-305.el8.x86_64, 4.18.0-305.el8.x86_64",
        "/boot/vmlinuz-4.18.0-305.el8.x86_64+debug, 4.18.0-305.el8.x86_64+debug",
        "($root)/vmlinuz-6.1.0, 6.1.0",
        "$kernel_prefix/vmlinuz-6.1.0, 6.1.0",
        "vmlinuz-6.1.0, 6.1.0",
        "/0123/6.2.11-200.fc37.x86_64/linux, 6.2.11-200.fc37.x86_64",
        "/vmlinuz-0-rescue-0123456789abcdef0123456789abcdef, ''",
        "/linux, ''",
        "linux, ''",
        "/memtest86+, ''",
        "/boot/, ''",
        "'', ''",
    })
    void theKernelOfAnImageIsInItsName(String image, String kernel) {
        assertEquals(kernel, BootEntry.kernelOf(image));
    }

    @Test
    void entriesAreSortedByTheirIdsAsPackagesAre() {
        List<String> sorted =
                List.of(
                        "b-",
                        "b",
                        "a-5.14.0-70.el9.x86_64",
                        "a-4.18.0-305.10.2.el8_4.x86_64+debug",
                        "a-4.18.0-305.10.2.el8_4.x86_64",
                        "a-4.18.0-305.3.1.el8.x86_64",
                        "a-4.18.0-305.el8.x86_64",
                        "a-4.18.0-80.el8.x86_64",
                        "a-0-rescue",
                        "a-x",
                        "");
        List<BootEntry> entries = new ArrayList<>();
        for (String id : sorted) {
            entries.add(new BootEntry(id, "", ""));
        }
        Collections.shuffle(entries, new Random(1));
        entries.sort(BootEntry.NEWEST_FIRST);
        assertEquals(sorted, entries.stream().map(BootEntry::id).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "b, b",
        "Title of a, a",
        "Title of nobody, ''",
        "c, c",
        "a>c, a",
        "0, a",
        "1, 1",
        "2, c",
        "3, 1",
        "4, ''",
        "00002, ''",
        "-1, ''",
        "1x, ''",
        "'', ''",
    })
    void aDefaultIsAnIdOrATitleOrAPlace(String wanted, String found) {
        List<BootEntry> menu =
                List.of(
                        new BootEntry("a", "Title of a", ""),
                        new BootEntry("b", "c", ""),
                        new BootEntry("c", "Title of nobody else", ""),
                        new BootEntry("1", "b", ""));
        assertEquals(
                menu.stream().filter(entry -> entry.id().equals(found)).toList(),
                BootEntry.find(menu, wanted).stream().toList());
    }

    @Test
    void entriesAreToldApartByAllOfTheirIds() {
        List<String> ids = List.of("m-1.0-1", "m-1.00-1", "1-1", "-2", "-1-3", "0-0-0");
        List<BootEntry> entries = new ArrayList<>();
        for (String id : ids) {
            entries.add(new BootEntry(id, "", ""));
        }
        entries.sort(BootEntry.NEWEST_FIRST);
        List<String> sorted = entries.stream().map(BootEntry::id).toList();
        assertEquals(List.of("1-1", "0-0-0", "m-1.00-1", "m-1.0-1", "-2", "-1-3"), sorted);
    }

    @Test
    void theReleaseCountsWhereVersionsAreTheSameToRpm() {
        BootEntry newer = new BootEntry("m-1-3", "", "");
        BootEntry older = new BootEntry("m-1.-2", "", "");
        List<BootEntry> entries = new ArrayList<>(List.of(older, newer));
        entries.sort(BootEntry.NEWEST_FIRST);
        assertEquals(List.of(newer, older), entries);
    }

    @Test
    void anImageInNoFolderOfAKernelHasNoName() {
        assertEquals("", BootEntry.kernelOf("folder/linux"));
        assertEquals("6.1.0", BootEntry.kernelOf("/6.1.0/linux"));
    }

    @Test
    void aPlaceHasUpToFourDigits() {
        BootEntry first = new BootEntry("a", "A", "");
        BootEntry second = new BootEntry("b", "B", "");
        assertEquals(Optional.of(second), BootEntry.find(List.of(first, second), "0001"));
        assertEquals(Optional.empty(), BootEntry.find(List.of(first, second), "00001"));
    }
}
