package io.github.kernelpin.host.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelObjectTest {

    private static final String[] INFO = {
        "version=9.1.2",
        "intree=Y",
        "versionless=1",
        "name=drbd",
        "vermagic=4.18.0 SMP ",
        "version=2"
    };
    private static final int SHN_ABS = 0xfff1;

    @TempDir private Path scratch;

    /** A machine's word size and byte order: x86_64, s390x, and the same with 32 bits. */
    private record Machine(boolean wide, ByteOrder order) {
        ElfBuilder module() {
            return new ElfBuilder(wide, order).strings(".modinfo", INFO);
        }
    }

    static Stream<Machine> machines() {
        return Stream.of(
                new Machine(true, ByteOrder.LITTLE_ENDIAN),
                new Machine(true, ByteOrder.BIG_ENDIAN),
                new Machine(false, ByteOrder.LITTLE_ENDIAN),
                new Machine(false, ByteOrder.BIG_ENDIAN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\u007fEL", "#!/bin/sh\n# a script and no object, however long it is\n"})
    void whatIsNoObjectIsRefused(String text) throws IOException {
        Path file = file(text.getBytes(StandardCharsets.UTF_8));

        assertEquals(file + ": not an ELF object", failure(file));
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "4, 3", "5, 0", "5, 3"})
    void anObjectForAnUnknownMachineIsRefused(int at, byte value) throws IOException {
        byte[] module = x86().build();
        module[at] = value;
        Path file = file(module);

        assertEquals(file + ": an ELF object of unknown word size or byte order", failure(file));
    }

    @Test
    void anObjectThatIsNoModuleIsRefused() throws IOException {
        Path file = file(new ElfBuilder(true, ByteOrder.LITTLE_ENDIAN).build());

        assertEquals(file + ": not a kernel module: no section .modinfo", failure(file));
    }

    @ParameterizedTest
    @CsvSource({
        "40, 8, the table of sections is not inside the file", // e_shoff
        "58, 2, the table of sections makes no sense", // e_shentsize
        "60, 2, the table of sections makes no sense", // e_shnum, less than e_shstrndx
        "62, 2, the table of sections makes no sense" // e_shstrndx
    })
    void aBrokenHeaderIsRefused(int at, int size, String reason) throws IOException {
        byte[] module = x86().build();
        byte value = (byte) (at == 62 ? 0xff : at == 40 ? 0x7f : 0);
        Arrays.fill(module, at, at + size, value);
        Path file = file(module);

        assertEquals(file + ": " + reason, failure(file));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, -1, 1L << 40, 5000})
    void aSectionOutsideOfTheFileIsRefusedBeforeMemoryIsTaken(long size) throws IOException {
        byte[] module = x86().build();
        ByteBuffer buffer = ByteBuffer.wrap(module).order(ByteOrder.LITTLE_ENDIAN);
        // sh_size of the section after the empty one
        buffer.putLong((int) buffer.getLong(40) + 64 + 32, size);
        Path file = file(module);

        assertEquals(file + ": section .modinfo is not inside the file", failure(file));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aFileCutShortIsAnErrorWhereverItEnds(Machine machine) throws IOException {
        byte[] module = full(machine).build();
        for (int length = 0; length < module.length; length += 5) {
            Path file = file(Arrays.copyOf(module, length));
            assertTrue(failure(file).startsWith(file + ": "));
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void damageIsAnErrorOrAnAnswerAndNothingElse(Machine machine) throws IOException {
        byte[] module = full(machine).build();
        Random random = new Random(1);
        for (int i = 0; i < 600; i++) {
            byte[] damaged = module.clone();
            for (int flips = 0; flips < 4; flips++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Path file = file(damaged);
            try (KernelObject object = KernelObject.open(RootedPath.ofHost(file))) {
                object.module("/x.ko");
                object.exports();
            } catch (IOException e) {
                String message = String.valueOf(e.getMessage());
                assertTrue(message.startsWith(file + ": "), message);
            }
        }
    }

    @Test
    void aCrcOutsideOfItsSectionIsAnError() throws IOException {
        Path file =
                file(
                        x86().words("__kcrctab", 1)
                                .strings(".strtab", "", "__crc_a")
                                .symbols(new int[] {1, 2, 1})
                                .build());

        assertEquals(file + ": the CRC of a symbol is not inside its section", failure(file));
    }

    @Test
    void aTableThatRepeatsOneLongNameDoesNotFillTheMemory() throws IOException {
        String name = "n".repeat(15 * 1024 * 1024);
        int[][] symbols = new int[600_000][];
        Arrays.fill(symbols, new int[] {1, SHN_ABS, 0});
        Path file = file(x86().strings(".strtab", "", "__crc_" + name).symbols(symbols).build());

        assertEquals(file + ": more than 65536 symbols", failure(file));
    }

    @Test
    void extendedVersionsWithoutNamesAreAnError() throws IOException {
        Path file =
                file(
                        x86().words("__version_ext_crcs", 1, 2)
                                .strings("__version_ext_names", "a")
                                .build());

        assertEquals(file + ": fewer names than CRCs in its extended versions", failure(file));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aModuleOfEveryMachineIsRead(Machine machine) throws IOException {
        Symbols needs = new Symbols();
        needs.add("module_layout", 0xfedcba98L);
        needs.add("_printk", 0x12L);

        try (KernelObject object =
                KernelObject.open(RootedPath.ofHost(file(full(machine).build())))) {
            assertEquals(
                    new ModuleFile(
                            "drbd_transport_tcp",
                            "/lib/modules/K/extra/drbd-transport_tcp.ko.xz",
                            "9.1.2",
                            "4.18.0 SMP ",
                            true,
                            needs),
                    object.module("/lib/modules/K/extra/drbd-transport_tcp.ko.xz"));
            assertEquals(Map.of("a", 0x89abcdefL, "bb", 7L), object.exports().crcByName());
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theExtendedVersionsAreTheOnesThatCount(Machine machine) throws IOException {
        String name = "_RN" + "long".repeat(40);
        byte[] module =
                full(machine)
                        .words("__version_ext_crcs", 0x12, 0xfedcba98L)
                        .strings("__version_ext_names", "_printk", name)
                        .build();

        try (KernelObject object = KernelObject.open(RootedPath.ofHost(file(module)))) {
            assertEquals(Map.of("_printk", 0x12L, name, 0xfedcba98L), object.needs().crcByName());
        }
    }

    @Test
    void aNameMayFillItsField() throws IOException {
        String name = "n".repeat(56);
        byte[] module = x86().versions(new long[] {1, 2}, name, "b").build();

        try (KernelObject object = KernelObject.open(RootedPath.ofHost(file(module)))) {
            assertEquals(Map.of(name, 1L, "b", 2L), object.needs().crcByName());
        }
    }

    @Test
    void aModuleThatSaysNothingHasNothing() throws IOException {
        byte[] module =
                new ElfBuilder(true, ByteOrder.LITTLE_ENDIAN).strings(".modinfo", "x=1").build();

        try (KernelObject object = KernelObject.open(RootedPath.ofHost(file(module)))) {
            assertEquals(
                    new ModuleFile("x", "/x.ko", "", "", false, new Symbols()),
                    object.module("/x.ko"));
            assertEquals(Map.of(), object.exports().crcByName());
        }
    }

    @Test
    void exportsWithoutCrcsAreNames() throws IOException {
        byte[] module = x86().strings("__ksymtab_strings", "a", "", "bb").build();

        try (KernelObject object = KernelObject.open(RootedPath.ofHost(file(module)))) {
            assertEquals(Map.of("a", 0L, "bb", 0L), object.exports().crcByName());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/lib/modules/K/extra/drbd.ko, drbd",
        "/lib/modules/K/extra/drbd-transport-tcp.ko.xz, drbd_transport_tcp",
        "npreal2.ko.zst, npreal2",
        "/a.b/c, c"
    })
    void aModuleIsCalledWhatModprobeCallsIt(String path, String name) {
        assertEquals(name, ModuleFile.nameOf(path));
    }

    private static ElfBuilder x86() {
        return new Machine(true, ByteOrder.LITTLE_ENDIAN).module();
    }

    /** A module with everything: section 2 is the one that the CRC of bb is in. */
    private static ElfBuilder full(Machine machine) {
        return machine.module()
                .words("__kcrctab", 3, 7)
                .versions(new long[] {0xfedcba98L, 0x12}, "module_layout", "_printk")
                .strings(".strtab", "", "__crc_a", "__crc_bb", "a", "__crc")
                .symbols(
                        new int[] {0, 0, 0},
                        new int[] {1, SHN_ABS, 0x89abcdef},
                        new int[] {9, 2, 4},
                        new int[] {18, 1, 0},
                        new int[] {20, 1, 0});
    }

    private String failure(Path file) {
        return String.valueOf(
                assertThrows(
                                IOException.class,
                                () -> {
                                    try (KernelObject object =
                                            KernelObject.open(RootedPath.ofHost(file))) {
                                        object.module("/x.ko");
                                        object.exports();
                                    }
                                })
                        .getMessage());
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(scratch.resolve("x.ko"), content);
    }
}
