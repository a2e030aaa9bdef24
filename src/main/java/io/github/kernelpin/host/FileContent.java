package io.github.kernelpin.host;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * What is in a file, which may be compressed as module files and symbol lists are.
 *
 * <p>Its first bytes tell how, as for libkmod: suffixes are a habit. Of a file that is not
 * compressed only those parts are read that are asked for.
 */
final class FileContent implements Closeable {

    private static final int MIB = 1024 * 1024;
    private static final int BYTES_MAX = 64 * MIB;

    /** What {@code xz -9} takes. */
    private static final int XZ_MEMORY_KIB_MAX = 66 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;

    private static final int GZIP_MAGIC = 0x1f8b0000;
    private static final int GZIP_MAGIC_MASK = 0xffff0000;
    private static final int XZ_MAGIC = 0xfd377a58;
    private static final int ZSTD_MAGIC = 0x28b52ffd;

    private final Path file;
    private final long size;
    private final @Nullable RandomAccessFile plain;
    private final byte[] decompressed;

    private FileContent(Path file, RandomAccessFile plain) throws IOException {
        this.file = file;
        this.size = plain.length();
        this.plain = plain;
        this.decompressed = new byte[0];
    }

    private FileContent(Path file, byte[] decompressed, int size) {
        this.file = file;
        this.size = size;
        this.plain = null;
        this.decompressed = decompressed;
    }

    static FileContent open(Path file) throws IOException {
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                // A pipe would be waited for, a device read for ever.
                throw new IOException(file + ": not a regular file");
            }
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
        RandomAccessFile plain = new RandomAccessFile(file.toFile(), "r");
        FileContent content = null;
        try {
            int magic = plain.length() < Integer.BYTES ? 0 : plain.readInt();
            content = isCompressed(magic) ? decompress(file, magic) : new FileContent(file, plain);
            return content;
        } finally {
            if (content == null || content.plain == null) {
                plain.close();
            }
        }
    }

    private static boolean isCompressed(int magic) {
        return (magic & GZIP_MAGIC_MASK) == GZIP_MAGIC || magic == XZ_MAGIC || magic == ZSTD_MAGIC;
    }

    private static FileContent decompress(Path file, int magic) throws IOException {
        try (InputStream raw = new BufferedInputStream(new FileInputStream(file.toFile()));
                InputStream in = decompressor(raw, magic)) {
            byte[] bytes = new byte[BUFFER_BYTES];
            int size = 0;
            int count = in.read(bytes, 0, bytes.length);
            while (count >= 0) {
                size += count;
                if (size == bytes.length) {
                    if (size > BYTES_MAX) {
                        throw new IOException("larger than 64 MiB when decompressed");
                    }
                    // One more than the limit tells that there is more.
                    bytes = Arrays.copyOf(bytes, Math.min(size * 2, BYTES_MAX + 1));
                }
                count = in.read(bytes, size, bytes.length - size);
            }
            return new FileContent(file, bytes, size);
        } catch (IOException | RuntimeException e) {
            // The decompressor of zstd throws RuntimeExceptions at damaged data.
            throw new IOException(file + ": cannot be decompressed: " + e.getMessage(), e);
        }
    }

    private static InputStream decompressor(InputStream raw, int magic) throws IOException {
        if (magic == XZ_MAGIC) {
            return new XZInputStream(raw, XZ_MEMORY_KIB_MAX);
        }
        if (magic == ZSTD_MAGIC) {
            if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
                throw new IOException("the library for zstd is for little-endian machines only");
            }
            return new ZstdInputStream(raw);
        }
        return new GZIPInputStream(raw, BUFFER_BYTES);
    }

    Path file() {
        return file;
    }

    /** The size in bytes when decompressed. */
    long size() {
        return size;
    }

    /**
     * A part of the content.
     *
     * @param what for the error message if it is not inside the file
     */
    ByteBuffer read(String what, long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > size - offset) {
            throw new IOException(file + ": " + what + " is not inside the file");
        }
        if (length > BYTES_MAX) {
            throw new IOException(file + ": " + what + " is larger than 64 MiB");
        }
        if (plain == null) {
            return ByteBuffer.wrap(decompressed, (int) offset, (int) length).slice();
        }
        byte[] part = new byte[(int) length];
        plain.seek(offset);
        plain.readFully(part);
        return ByteBuffer.wrap(part);
    }

    @Override
    public void close() throws IOException {
        if (plain != null) {
            plain.close();
        }
    }
}
