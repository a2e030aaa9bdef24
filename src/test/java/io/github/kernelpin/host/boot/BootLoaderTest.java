package io.github.kernelpin.host.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.kernelpin.Resources;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.boot.NextBoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BootLoaderTest {

    private static final String MACHINE_ID = "0123456789abcdef0123456789abcdef";
    private static final String OLD = "4.18.0-305.3.1.el8.x86_64";
    private static final String NEW = "4.18.0-348.el8.x86_64";
    private static final String BLOCK = "/boot/grub2/grubenv";
    private static final String SAVED = "saved_entry in " + BLOCK;
    private static final String NEXT = "next_entry in " + BLOCK;
    private static final String FIRST = "the first boot loader entry";

    @TempDir private Path root;

    private final ProcessRunner runner = mock(ProcessRunner.class);

    @Test
    void aRootWithoutABootLoaderBootsNothingKnown() {
        expect("", "no boot loader entries are in /boot/loader/entries");
    }

    @Test
    void aRootThatIsNotThereBootsNothingKnown() {
        assertEquals(
                new NextBoot("", "no boot loader entries are in /boot/loader/entries"),
                new BootLoader(new InstallRoot(root.resolve("none")), runner).nextBoot());
    }

    @Test
    void anEntryThatIsTooLargeIsNotGuessedAt() throws IOException {
        snippet(OLD);
        write("/boot/loader/entries/" + MACHINE_ID + "-9.conf", "#".repeat(1024 * 1024 + 1));
        expectNone(root + "/boot/loader/entries/" + MACHINE_ID + "-9.conf: larger than 1 MiB");
    }

    @Test
    void tooManyEntriesAreNotGuessedAt() throws IOException {
        for (int i = 0; i <= 1000; i++) {
            write("/boot/loader/entries/" + i, "");
        }
        expectNone(root + "/boot/loader/entries: more than 1000 files");
    }

    @Test
    void twoMenusThatBootDifferentKernelsAreNotGuessedAt() throws IOException {
        write("/boot/grub2/grub.cfg", menu(OLD));
        write("/boot/efi/EFI/redhat/grub.cfg", menu(NEW));
        expectNone("GRUB has a menu in each of /boot/grub2 and /boot/efi/EFI/redhat");
    }

    @Test
    void twoVendorsInTheEfiPartitionAreNotGuessedAt() throws IOException {
        write("/boot/efi/EFI/centos/grub.cfg", menu(OLD));
        write("/boot/efi/EFI/redhat/grub.cfg", menu(NEW));
        expectNone("GRUB has a menu in each of /boot/efi/EFI/centos and /boot/efi/EFI/redhat");
    }

    @Test
    void twoMenusThatBootTheSameAreAsGoodAsOne() throws IOException {
        write("/boot/grub2/grub.cfg", menu(OLD));
        write("/boot/efi/EFI/redhat/grub.cfg", menu(OLD));
        expect(OLD, FIRST);
    }

    @Test
    void aStubInTheEfiPartitionHasNoMenu() throws IOException {
        write("/boot/grub2/grub.cfg", menu(OLD));
        write(
                "/boot/efi/EFI/redhat/grub.cfg",
                "search --no-floppy --fs-uuid --set=dev 1\nset prefix=($dev)/grub2\n"
                        + "export $prefix\nconfigfile $prefix/grub.cfg\n");
        expect(OLD, FIRST);
    }

    private static String menu(String kernel) {
        return "menuentry 'x' --id 'x' {\n    linux /vmlinuz-" + kernel + " ro\n}\n";
    }

    private void expectNone(String reason) {
        assertEquals(
                NextBoot.uncertain(reason),
                new BootLoader(new InstallRoot(root), runner).nextBoot());
    }

    @Test
    void whatIsNoEntryIsPassedOver() throws IOException {
        snippet(OLD);
        String entries = "/boot/loader/entries/" + MACHINE_ID;
        write(entries + "-9.conf", "\u0000\u0001\u00ff");
        write(entries + "-9.conf.rpmsave", "linux /vmlinuz-9");
        write("/boot/loader/entries/.9.conf", "linux /vmlinuz-9");
        Files.createDirectory(root.resolve("boot/loader/entries/9.conf"));
        Files.createSymbolicLink(root.resolve("boot/loader/entries/8.conf"), Path.of("/none"));
        expect(OLD, FIRST);
    }

    @Test
    void withoutADefaultTheNewestEntryBoots() throws IOException {
        snippet(OLD);
        snippet(NEW);
        snippet("0-rescue");
        expect(NEW, FIRST);
    }

    @Test
    void theSavedEntryBoots() throws IOException {
        snippet(OLD);
        snippet(NEW);
        saved(MACHINE_ID + "-" + OLD);
        expect(OLD, SAVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "Linux (" + OLD + ") 8", MACHINE_ID + "-" + OLD})
    void aDefaultIsAnIdOrATitleOrAPlace(String entry) throws IOException {
        snippet(OLD);
        snippet(NEW);
        saved(entry);
        expect(OLD, SAVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "-1", "nonsense", MACHINE_ID + "-4.18.0-80.el8.x86_64"})
    void aDefaultThatIsGoneIsTheFirstEntry(String entry) throws IOException {
        snippet(OLD);
        snippet(NEW);
        saved(entry);
        expect(NEW, FIRST);
    }

    @Test
    void theEntryForOneBootComesFirst() throws IOException {
        snippet(OLD);
        snippet(NEW);
        write(BLOCK, "saved_entry=" + MACHINE_ID + "-" + NEW + "\nnext_entry=1\n");
        expect(OLD, NEXT);
    }

    /** As GRUB has then forgotten the saved one. */
    @Test
    void anEntryForOneBootThatIsGoneIsTheFirstEntry() throws IOException {
        snippet(OLD);
        snippet(NEW);
        write(BLOCK, "saved_entry=" + MACHINE_ID + "-" + OLD + "\nnext_entry=x\n");
        expect(NEW, FIRST);
    }

    @Test
    void theRescueEntryHidesItsKernel() throws IOException {
        write(
                "/boot/loader/entries/" + MACHINE_ID + "-0-rescue.conf",
                "linux /vmlinuz-0-rescue-" + MACHINE_ID);
        snippet(NEW);
        saved(MACHINE_ID + "-0-rescue");
        expect("", SAVED);
    }

    @Test
    void theBlockOfAnEfiSystemIsFoundThroughItsLink() throws IOException {
        snippet(OLD);
        snippet(NEW);
        write("/boot/efi/EFI/redhat/grubenv", "saved_entry=1\n");
        Files.createDirectories(root.resolve("boot/grub2"));
        Files.createSymbolicLink(
                root.resolve("boot/grub2/grubenv"), Path.of("../efi/EFI/redhat/grubenv"));
        expect(OLD, SAVED);
    }

    @Test
    void theBlockOfAnEfiSystemIsFoundWithoutALink() throws IOException {
        snippet(OLD);
        snippet(NEW);
        Files.createDirectories(root.resolve("boot/efi/EFI/BOOT"));
        write("/boot/efi/EFI/centos/grubenv", "saved_entry=1\n");
        expect(OLD, "saved_entry in /boot/efi/EFI/centos/grubenv");
    }

    @Test
    void absoluteLinksStayInsideTheRoot() throws IOException {
        snippet(NEW);
        snippet(OLD);
        write("/elsewhere", "saved_entry=1\n");
        Files.createDirectories(root.resolve("boot/grub2"));
        Files.createSymbolicLink(root.resolve("boot/grub2/grubenv"), Path.of("/elsewhere"));
        expect(OLD, SAVED);
    }

    @Test
    void rhel7BootsWhatItsGrubConfigSpellsOut() throws IOException {
        write("/boot/grub2/grub.cfg", Resources.text("boot/grub.cfg.el7"));
        snippet(NEW);
        expect("3.10.0-1160.6.1.el7.x86_64", FIRST);
        saved("CentOS Linux (3.10.0-1160.el7.x86_64) 7 (Core)");
        expect("3.10.0-1160.el7.x86_64", SAVED);
        saved("older>older-1");
        expect("", SAVED);
    }

    @Test
    void rhel8BootsSnippetsOrWhatFollowsThem() throws IOException {
        write("/boot/grub2/grub.cfg", Resources.text("boot/grub.cfg.el8"));
        snippet(NEW);
        expect(NEW, FIRST);
        saved("uefi-firmware");
        expect("", SAVED);
    }

    @Test
    void aDefaultInGrubConfigOverridesTheSavedOneAlone() throws IOException {
        write(
                "/boot/grub2/grub.cfg",
                Resources.text("boot/grub.cfg.el8").replace("${saved_entry}", "0"));
        snippet(NEW);
        snippet(OLD);
        saved(MACHINE_ID + "-" + OLD);
        expect(NEW, "/boot/grub2/grub.cfg");
        write(BLOCK, "next_entry=" + MACHINE_ID + "-" + OLD + "\n");
        expect(OLD, NEXT);
    }

    @Test
    void grubbyIsAskedOnTheHostItself() throws IOException {
        snippet(NEW);
        write("/usr/sbin/grubby", "");
        grubbySays(0, "/boot/vmlinuz-" + OLD + "\n");
        assertEquals(new NextBoot(OLD, "grubby"), running());
    }

    @Test
    void grubbyIsNotAskedOfARoot() throws IOException {
        snippet(NEW);
        write("/usr/sbin/grubby", "");
        expect(NEW, FIRST);
        verifyNoInteractions(runner);
    }

    @Test
    void grubbyIsNotAskedWhereItIsNotInstalled() throws IOException {
        snippet(NEW);
        assertEquals(new NextBoot(NEW, FIRST), running());
        verifyNoInteractions(runner);
    }

    @Test
    void grubbyIsNotAskedAboutTheEntryForOneBoot() throws IOException {
        snippet(OLD);
        snippet(NEW);
        write("/usr/sbin/grubby", "");
        write(BLOCK, "next_entry=1\n");
        assertEquals(new NextBoot(OLD, NEXT), running());
        verifyNoInteractions(runner);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | /boot/vmlinuz-1",
                "0 | ''",
                "0 | grep: /boot/grub2/grubenv: Permission denied",
                "0 | /boot/vmlinuz-0-rescue-0123456789abcdef0123456789abcdef",
            })
    void whatGrubbyCannotTellIsRead(int status, String output) throws IOException {
        snippet(NEW);
        write("/usr/sbin/grubby", "");
        grubbySays(status, output);
        assertEquals(new NextBoot(NEW, FIRST), running());
    }

    @Test
    void anErrorOfGrubbyBeforeItsAnswerIsDistrusted() throws IOException {
        snippet(NEW);
        write("/usr/sbin/grubby", "");
        grubbySays(0, "grubby: no\n/boot/vmlinuz-1\n");
        assertEquals(new NextBoot(NEW, FIRST), running());
    }

    @Test
    void aGrubbyThatHangsIsGivenUp() throws IOException {
        snippet(NEW);
        write("/usr/sbin/grubby", "");
        when(runner.run(any(), any(), any())).thenThrow(new IOException("it did not end"));
        assertEquals(new NextBoot(NEW, FIRST), running());
    }

    private void expect(String kernel, String source) {
        assertEquals(
                new NextBoot(kernel, source),
                new BootLoader(new InstallRoot(root), runner).nextBoot());
    }

    private NextBoot running() {
        return new BootLoader(new InstallRoot(root), true, runner).nextBoot();
    }

    private void grubbySays(int status, String output) throws IOException {
        when(runner.run(
                        List.of("/usr/sbin/grubby", "--default-kernel"),
                        "",
                        Duration.ofSeconds(10)))
                .thenReturn(new ProcessRunner.Result(status, output));
    }

    private void snippet(String kernel) throws IOException {
        write(
                "/boot/loader/entries/" + MACHINE_ID + "-" + kernel + ".conf",
                "title Linux (" + kernel + ") 8\nlinux /vmlinuz-" + kernel + "\n");
    }

    private void saved(String entry) throws IOException {
        write(BLOCK, "# GRUB Environment Block\nsaved_entry=" + entry + "\n####");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
