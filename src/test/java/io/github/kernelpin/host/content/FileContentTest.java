package io.github.kernelpin.host.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
final class FileContentTest {

    private static final int MIB = 1024 * 1024;

    @TempDir private Path scratch;

    @Test
    void aMissingFileIsNamed() {
        Path file = scratch.resolve("x.ko");

        assertEquals(file + ": no such file", failure(file));
    }

    @Test
    void aDirectoryIsNotRead() {
        assertEquals(scratch + ": not a regular file", failure(scratch));
    }

    @Test
    void aPipeIsNotWaitedFor() throws IOException {
        Path pipe = scratch.resolve("pipe");
        new ProcessRunner().run(List.of("mkfifo", pipe.toString()), "", Duration.ofMinutes(1));

        assertEquals(pipe + ": not a regular file", failure(pipe));
    }

    @ParameterizedTest
    @CsvSource({"GZIP, it ends too early", "XZ, it ends too early", "ZSTD, Not enough input bytes"})
    void dataCutShortIsAnError(Compression compression, String reason) throws IOException {
        Path file = compression.compress(noise("data", 100_000));
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(50_000);
        }

        assertEquals(file + ": cannot be decompressed: " + reason, failure(file));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "XZ", "ZSTD"})
    void damagedDataIsAnErrorAndNoCrash(Compression compression) throws IOException {
        byte[] whole = Files.readAllBytes(compression.compress(text("data", 20_000)));
        Random random = new Random(1);
        Path file = scratch.resolve("damaged");
        int errors = 0;
        for (int i = 0; i < 100; i++) {
            byte[] damaged = whole.clone();
            for (int flips = 0; flips < 3; flips++) {
                damaged[4 + random.nextInt(damaged.length - 4)] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(file, damaged);
            try (FileContent content = FileContent.open(RootedPath.ofHost(file))) {
                assertTrue(content.size() <= 1024 * MIB);
            } catch (IOException e) {
                String message = String.valueOf(e.getMessage());
                assertTrue(message.startsWith(file + ": cannot be decompressed: "), message);
                errors++;
            }
        }
        assertTrue(errors > 80, errors + " errors");
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "XZ", "ZSTD"})
    void whatUnpacksToMoreThanAGigabyteIsAnError(Compression compression) throws IOException {
        Path file = repeated(compression.compress(zeros("zeros", 64 * MIB)), 16);
        try (FileContent content = FileContent.open(RootedPath.ofHost(file))) {
            assertEquals(1024 * MIB, content.size());
        }

        Files.write(
                file,
                Files.readAllBytes(compression.compress(zeros("zeros", 1))),
                StandardOpenOption.APPEND);

        assertTrue(Files.size(file) < 16 * MIB);
        assertEquals(
                file + ": cannot be decompressed: it would be larger than 1 GiB", failure(file));
    }

    private Path repeated(Path piece, int times) throws IOException {
        Path file = scratch.resolve("repeated");
        for (int i = 0; i < times; i++) {
            Files.write(
                    file,
                    Files.readAllBytes(piece),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void ofALargeFileThePartsThatWereSelectedAreRead(Compression compression) throws IOException {
        int size = 108 * MIB + 1111;
        Path file = modest("large", size);
        try (FileContent plain = FileContent.open(RootedPath.ofHost(file));
                FileContent content =
                        FileContent.open(RootedPath.ofHost(compression.compress(file)))) {
            assertEquals(size, content.size());
            content.select(
                    new long[][] {
                        {50 * MIB, 3 * MIB}, {20 * MIB, MIB}, {20 * MIB + 5, 2 * MIB}, {-1, 5}
                    });
            for (long[] part :
                    new long[][] {
                        {0, 64},
                        {size - 64, 64},
                        {20 * MIB + 7, MIB},
                        {51 * MIB, 2 * MIB},
                        {size - 7 * MIB, 7 * MIB},
                        {33 * MIB, 4}
                    }) {
                assertArrayEquals(
                        plain.read("part", part[0], part[1]).array(),
                        content.read("part", part[0], part[1]).array(),
                        part[0] + " " + part[1]);
            }
        }
    }

    @Test
    void whatIsScatteredOverALargeFileIsNotReadForEver() throws IOException {
        Path file = Compression.GZIP.compress(zeros("zeros", 64 * MIB));
        try (FileContent content = FileContent.open(RootedPath.ofHost(file))) {
            content.read("part", 10 * MIB, 4);
            content.read("part", 20 * MIB, 4);
            IOException e =
                    assertThrows(IOException.class, () -> content.read("part", 30 * MIB, 4));
            assertEquals(
                    file
                            + ": cannot be decompressed: what is to be read of it is too large or"
                            + " too scattered",
                    e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--ultra -22, 131072, ''",
        "--long=27 -3, 131072, ''",
        "--long=28 -3, 262144, its window is larger than the 128 MiB that libkmod takes"
    })
    void zstdFromAPipeMayHaveAWindowAsLargeAsLibkmodTakes(
            String options, int windowKib, String problem) throws IOException {
        Path file = modest("large", 20 * MIB);
        Path packed = scratch.resolve("large.zst");
        ProcessRunner.Result result =
                new ProcessRunner()
                        .run(
                                List.of(
                                        "sh",
                                        "-c",
                                        "cat \"$1\" | zstd -q " + options + " > \"$2\"",
                                        "sh",
                                        file.toString(),
                                        packed.toString()),
                                "",
                                Duration.ofMinutes(5));
        assertEquals(0, result.exitStatus(), result.output());
        // No size of the content, no dictionary; the window's exponent above 10.
        assertEquals(0, Files.readAllBytes(packed)[4] & 0xe3);
        assertEquals(windowKib, 1 << (Files.readAllBytes(packed)[5] >> 3));

        if (!problem.isEmpty()) {
            assertEquals(packed + ": cannot be decompressed: " + problem, failure(packed));
            return;
        }
        try (FileContent plain = FileContent.open(RootedPath.ofHost(file));
                FileContent content = FileContent.open(RootedPath.ofHost(packed))) {
            assertEquals(20 * MIB, content.size());
            assertArrayEquals(
                    plain.read("part", 7 * MIB, 13 * MIB).array(),
                    content.read("part", 7 * MIB, 13 * MIB).array());
        }
    }

    @Test
    void aDamagedFileWithAWideWindowIsAnErrorAndNoCrash() throws IOException {
        Path file = modest("wide", 12 * MIB);
        byte[] whole = Files.readAllBytes(Compression.ZSTD_22.compress(file));
        Random random = new Random(3);
        Path damagedFile = scratch.resolve("damaged");
        int errors = 0;
        for (int i = 0; i < 30; i++) {
            byte[] damaged = whole.clone();
            // Headers, blocks, and the length.
            damaged[4 + random.nextInt(i % 2 == 0 ? 16 : damaged.length - 4)] ^=
                    (byte) (1 + random.nextInt(255));
            int length = i % 3 == 0 ? random.nextInt(damaged.length) : damaged.length;
            Files.write(damagedFile, Arrays.copyOf(damaged, length));
            try (FileContent content = FileContent.open(RootedPath.ofHost(damagedFile))) {
                assertTrue(content.size() <= 256 * MIB);
            } catch (IOException e) {
                String message = String.valueOf(e.getMessage());
                assertTrue(message.startsWith(damagedFile + ": cannot be decompressed: "), message);
                errors++;
            }
        }
        assertTrue(errors > 20, errors + " errors");
    }

    /** As large as a module with all that a graphics card takes, and packed to a third of it. */
    private Path modest(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        Random random = new Random(size);
        byte[] noise = new byte[MIB / 2];
        for (int at = 0; at < size; at += 2 * MIB) {
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, at, Math.min(noise.length, size - at));
        }
        return Files.write(scratch.resolve(name), bytes);
    }

    @Test
    void aHeaderThatAsksForMuchMemoryIsAnError() throws IOException {
        Path file = Compression.XZ.compress(text("data", 20_000));
        ByteBuffer xz = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        // The header of a block: its size in words less one, flags, LZMA2, the size of what
        // follows.
        assertEquals(0x01210002, xz.getInt(12));
        // A dictionary of 1.5 GiB, and the header's checksum.
        xz.put(16, (byte) 37);
        CRC32 checksum = new CRC32();
        checksum.update(xz.array(), 12, 8);
        xz.putInt(20, (int) checksum.getValue());
        Files.write(file, xz.array());

        assertEquals(
                file
                        + ": cannot be decompressed: 1572968 KiB of memory would be needed;"
                        + " limit was 67584 KiB",
                failure(file));
    }

    @Test
    void aPartOutsideOfTheFileIsAnError() throws IOException {
        Path file = text("data", 100);
        for (Path each : List.of(file, Compression.GZIP.compress(file))) {
            try (FileContent content = FileContent.open(RootedPath.ofHost(each))) {
                for (long[] part :
                        new long[][] {
                            {0, 101}, {100, 1}, {101, 0}, {-1, 1}, {0, -1}, {1, Long.MAX_VALUE}
                        }) {
                    IOException e =
                            assertThrows(
                                    IOException.class,
                                    () -> content.read("section .x", part[0], part[1]));
                    assertEquals(each + ": section .x is not inside the file", e.getMessage());
                }
                assertEquals(0, content.read("section .x", 100, 0).limit());
            }
        }
    }

    @Test
    void aPartThatWouldFillTheMemoryIsAnError() throws IOException {
        Path file = zeros("zeros", 17 * MIB);
        try (FileContent content = FileContent.open(RootedPath.ofHost(file))) {
            IOException e =
                    assertThrows(
                            IOException.class, () -> content.read("section .x", 0, 16 * MIB + 1));
            assertEquals(file + ": section .x is larger than 16 MiB", e.getMessage());
            assertEquals(16 * MIB, content.read("section .x", 1, 16 * MIB).limit());
        }
    }

    @Test
    void filesOfAFewBytesAreRead() throws IOException {
        for (int size = 0; size < 6; size++) {
            Path file = text("data", size);
            try (FileContent content = FileContent.open(RootedPath.ofHost(file))) {
                assertEquals(size, content.size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPartIsWhatWasCompressed(Compression compression) throws IOException {
        Path file = noise("data", 1_300_000);
        byte[] expected = Files.readAllBytes(file);
        for (Path each : List.of(file, compression.compress(file))) {
            try (FileContent content = FileContent.open(RootedPath.ofHost(each))) {
                assertEquals(expected.length, content.size());
                assertArrayEquals(expected, content.read("all", 0, expected.length).array());
                Random random = new Random(2);
                for (int i = 0; i < 50; i++) {
                    int from = random.nextInt(expected.length);
                    int to = from + random.nextInt(expected.length - from + 1);
                    assertArrayEquals(
                            Arrays.copyOfRange(expected, from, to),
                            content.read("part", from, to - from).array());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "XZ", "ZSTD"})
    void whatWasCompressedInPiecesIsRead(Compression compression) throws IOException {
        byte[] piece = Files.readAllBytes(compression.compress(text("data", 5000)));
        Path file = scratch.resolve("pieces");
        Files.write(file, piece);
        Files.write(file, piece, StandardOpenOption.APPEND);

        try (FileContent content = FileContent.open(RootedPath.ofHost(file))) {
            assertEquals(10_000, content.size());
        }
    }

    @Test
    void theBytesTellHowItIsCompressedAndNotTheName() throws IOException {
        Path file = text("data", 5000);
        Path misnamed = scratch.resolve("data.zst");
        Files.move(Compression.GZIP.compress(file), misnamed);
        Path plain = Files.copy(file, scratch.resolve("plain.xz"));

        for (Path each : List.of(misnamed, plain)) {
            try (FileContent content = FileContent.open(RootedPath.ofHost(each))) {
                assertEquals(5000, content.size());
            }
        }
    }

    private static String failure(Path file) {
        IOException e =
                assertThrows(
                        IOException.class, () -> FileContent.open(RootedPath.ofHost(file)).close());
        return String.valueOf(e.getMessage());
    }

    private Path noise(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(scratch.resolve(name), bytes);
    }

    private Path text(String name, int size) throws IOException {
        String text = "nobody expects the same words over and over ".repeat(size / 40 + 1);
        return Files.write(
                scratch.resolve(name),
                Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), size));
    }

    private Path zeros(String name, int size) throws IOException {
        Path file = scratch.resolve(name);
        try (RandomAccessFile zeros = new RandomAccessFile(file.toFile(), "rw")) {
            zeros.setLength(size);
        }
        return file;
    }
}
