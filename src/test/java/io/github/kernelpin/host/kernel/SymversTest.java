package io.github.kernelpin.host.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kernelpin.Resources;
import io.github.kernelpin.host.content.Compression;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SymversTest {

    @TempDir private Path scratch;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "x\n",
                "0x\ta\tvmlinux\n",
                "\ta\tvmlinux\n",
                "0x1g\ta\tvmlinux\n",
                "-1\ta\tvmlinux\n",
                "0x123456789\ta\tvmlinux\n",
                "0x00000001\n",
                "0x00000001\ta\n",
                "0x00000001\ta\t\n",
                "0x00000001\n\ta\tvmlinux\n",
                "<html><body>Not found</body></html>"
            })
    void aLineThatIsNoneIsNamed(String line) throws IOException {
        Path file = list("0x00000001\ta\tvmlinux\tEXPORT_SYMBOL\n" + line);

        assertEquals(file + ":2: expected CRC, symbol and module separated by tabs", failure(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Until Linux 5.3, 5.4 to 5.5 without and with a namespace, and since.
                "0x1\ta\tdrivers/x/y-z\tEXPORT_SYMBOL_GPL\n",
                "0x1\ta\t\tdrivers/x/y-z\tEXPORT_SYMBOL_GPL\n",
                "0x1\ta\tUSB_STORAGE\tdrivers/x/y-z\tEXPORT_SYMBOL\n",
                "0x1\ta\tdrivers/x/y-z\tEXPORT_SYMBOL\t\n",
                "0x1\ta\tdrivers/x/y-z\tEXPORT_SYMBOL_GPL\tUSB_STORAGE\n",
                "0x1\ta\tdrivers/x/y-z\tEXPORT_SYMBOL",
                "0x1\ta\tdrivers/x/y-z\n"
            })
    void theModuleIsFoundWhereverItsColumnIs(String line) throws IOException {
        Symvers list = Symvers.listWanted(RootedPath.ofHost(list(line)), Set.of("a"));

        assertEquals(Map.of("a", "y_z"), list.modules());
    }

    @Test
    void anEmptyListIsAnErrorAndNotAKernelWithoutSymbols() throws IOException {
        Path file = list("");

        assertEquals(file + ": it is empty", failure(file));
    }

    @Test
    void aMissingListIsAnError() {
        Path file = scratch.resolve("symvers");

        assertEquals(file + ": no such file", failure(file));
    }

    @Test
    void aListThatIsNoneForItsSizeIsAnError() throws IOException {
        Path file = list("0x00000001\ta\tvmlinux\n".repeat(800_000));

        assertEquals(file + ": the list of symbols is larger than 16 MiB", failure(file));
    }

    @Test
    void aListOfMoreSymbolsThanAKernelCanHaveIsAnError() throws IOException {
        Path file = list("0\ta\tb\n".repeat(250_001));

        assertEquals(file + ": more than 250000 symbols", failure(file));
        assertEquals(0, Symvers.readWanted(RootedPath.ofHost(file), Set.of("b")).size());
    }

    @Test
    void crcsAreNumbersHoweverTheyAreWritten() throws IOException {
        assertEquals(
                Map.of("a", 0xabcL, "b", 0xabcL, "c", 0xabcL, "d", 0xffffffffL, "e", 0L),
                read(list(
                                "0x00000abc\ta\tvmlinux\n0xABC\tb\tvmlinux\n"
                                        + "0X00000000abc\tc\tvmlinux\n"
                                        + "ffffffff\td\tvmlinux\n0x0\te\tvmlinux\n"))
                        .crcByName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x00000001\ta\tvmlinux",
                "0x00000001\ta\tvmlinux\n",
                "0x00000001\ta\tvmlinux\tEXPORT_SYMBOL\n",
                "0x00000001\ta\tdrivers/net/tun\tEXPORT_SYMBOL_GPL\tNAMESPACE\n",
                "0x00000001\ta\tvmlinux\tEXPORT_SYMBOL\t\n",
                "0x00000001\ta\t\tvmlinux\tEXPORT_SYMBOL\n",
                "0x00000001 a  vmlinux EXPORT_SYMBOL\r\n",
            })
    void everyLayoutThatThereHasBeenIsRead(String line) throws IOException {
        assertEquals(Map.of("a", 1L), read(list(line)).crcByName());
    }

    @Test
    void onlyWhatIsWantedIsKept() throws IOException {
        Path file = list("0x1\ta\tvmlinux\n0x2\tb\tvmlinux\n0x3\tab\tvmlinux\n");

        assertEquals(
                Map.of("a", 1L, "ab", 3L),
                Symvers.readWanted(RootedPath.ofHost(file), Set.of("a", "ab", "c")).crcByName());
        assertEquals(Map.of(), Symvers.readWanted(RootedPath.ofHost(file), Set.of()).crcByName());
    }

    @Test
    void namesOfOneHashCodeAreToldApart() throws IOException {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        Path file = list("0x1\tAa\tvmlinux\n0x2\tBB\tvmlinux\n");

        assertEquals(
                Map.of("BB", 2L),
                Symvers.readWanted(RootedPath.ofHost(file), Set.of("BB")).crcByName());
    }

    @Test
    void whatIsNotWantedIsCheckedAllTheSame() throws IOException {
        Path file = list("0x1\ta\tvmlinux\n<html>\n");

        IOException e =
                assertThrows(
                        IOException.class,
                        () -> Symvers.readWanted(RootedPath.ofHost(file), Set.of("a")));
        assertEquals(
                file + ":2: expected CRC, symbol and module separated by tabs", e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void aCompressedListSaysTheSame(Compression compression) throws IOException {
        Path file = list(Resources.text("kabi/lists/Module.kabi_x86_64.9.2"));

        assertEquals(read(file), read(compression.compress(file)));
    }

    // Counted with awk, as distinct second columns.
    @ParameterizedTest
    @CsvSource({
        "aarch64.9.2, 755",
        "x86_64.8.6, 727",
        "x86_64.8.8, 756",
        "x86_64.8.9, 796",
        "x86_64.9.2, 835",
        "x86_64.9.3, 554"
    })
    void redHatsListsAreReadWhole(String list, int symbols) throws IOException {
        Symbols read = kabi(list);

        assertEquals(symbols, read.size());
        for (String line : Resources.lines("kabi/lists/Module.kabi_" + list)) {
            List<String> cells = List.of(line.split("\t", -1));
            assertEquals(Long.decode(cells.get(0)), read.crcByName().get(cells.get(1)), line);
        }
    }

    @ParameterizedTest
    @CsvSource({"8.6, 8.8, 0, 0", "8.8, 8.9, 0, 0", "9.2, 9.3, 22, 463"})
    void redHatsListsDifferAsTheyAreKnownTo(String from, String to, int changed, int gone)
            throws IOException {
        Map<String, Long> before = kabi("x86_64." + from).crcByName();
        Map<String, Long> after = kabi("x86_64." + to).crcByName();
        Set<String> changes = new TreeSet<>();
        Set<String> losses = new TreeSet<>();
        before.forEach(
                (name, crc) -> {
                    if (!after.containsKey(name)) {
                        losses.add(name);
                    } else if (!crc.equals(after.get(name))) {
                        changes.add(name);
                    }
                });

        assertEquals(changed, changes.size(), changes.toString());
        assertEquals(gone, losses.size(), losses.toString());
    }

    @Test
    void aKernelWithoutAListHasNone() throws IOException {
        InstallRoot root = new InstallRoot(scratch);
        Files.createDirectories(scratch.resolve("lib/modules/K/symvers.gz"));
        Files.createDirectories(scratch.resolve("boot"));
        Files.createSymbolicLink(
                scratch.resolve("boot/symvers-K.gz"), Path.of("/lib/modules/K/gone"));

        assertEquals(Optional.empty(), Symvers.find(root, "K"));
        assertEquals(Optional.empty(), Symvers.find(root, "J"));
    }

    @Test
    void theListIsFoundWhereDistributionsKeepIt() throws IOException {
        InstallRoot root = new InstallRoot(scratch);
        String release = "4.18.0-305.el8.x86_64+debug";
        List<String> byPreference =
                List.of(
                        "/lib/modules/" + release + "/symvers",
                        "/lib/modules/" + release + "/symvers.gz",
                        "/lib/modules/" + release + "/symvers.xz",
                        "/lib/modules/" + release + "/symvers.zst",
                        "/boot/symvers-" + release,
                        "/boot/symvers-" + release + ".gz",
                        "/boot/symvers-" + release + ".xz",
                        "/boot/symvers-" + release + ".zst",
                        "/lib/modules/" + release + "/build/Module.symvers",
                        "/usr/src/kernels/" + release + "/Module.symvers",
                        "/usr/src/linux-headers-" + release + "/Module.symvers");
        for (int i = byPreference.size() - 1; i >= 0; i--) {
            Path file = scratch.resolve(byPreference.get(i).substring(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");

            assertEquals(Optional.of(byPreference.get(i)), Symvers.find(root, release));
        }
    }

    @Test
    void theListIsFoundThroughTheLinkToTheBuildTree() throws IOException {
        InstallRoot root = new InstallRoot(scratch);
        Files.createDirectories(scratch.resolve("lib/modules/K"));
        Files.createSymbolicLink(
                scratch.resolve("lib/modules/K/build"), Path.of("/usr/src/anywhere"));
        Files.createDirectories(scratch.resolve("usr/src/anywhere"));
        Files.writeString(scratch.resolve("usr/src/anywhere/Module.symvers"), "");

        assertEquals(Optional.of("/usr/src/anywhere/Module.symvers"), Symvers.find(root, "K"));
    }

    private static Symbols kabi(String list) throws IOException {
        return read(Resources.path("kabi/lists/Module.kabi_" + list));
    }

    private static Symbols read(Path file) throws IOException {
        return Symvers.read(RootedPath.ofHost(file));
    }

    private static String failure(Path file) {
        return String.valueOf(assertThrows(IOException.class, () -> read(file)).getMessage());
    }

    private Path list(String text) throws IOException {
        return Files.writeString(scratch.resolve("symvers"), text);
    }
}
