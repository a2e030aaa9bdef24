package io.github.kernelpin.host.file;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * What is in a file, which may be compressed as module files and symbol lists are.
 *
 * <p>Its first bytes tell how, as for libkmod: suffixes are a habit. Of a file that is not
 * compressed only those parts are read that are asked for.
 */
public final class FileContent implements Closeable {

    private static final int MIB = 1024 * 1024;
    private static final int BYTES_MAX = 64 * MIB;
    private static final int PART_BYTES_MAX = 16 * MIB;

    /** What {@code xz -9} takes. */
    private static final int XZ_MEMORY_KIB_MAX = 66 * 1024;

    /** The hook's heap has no room for a second copy of everything. */
    private static final int CHUNK_BYTES = MIB / 4;

    private static final int GZIP_MAGIC = 0x1f8b0000;
    private static final int GZIP_MAGIC_MASK = 0xffff0000;
    private static final int XZ_MAGIC = 0xfd377a58;
    private static final int ZSTD_MAGIC = 0x28b52ffd;

    private final String name;
    private final long size;
    private final @Nullable RandomAccessFile plain;
    private final List<byte[]> decompressed;

    private FileContent(
            String name, long size, @Nullable RandomAccessFile plain, List<byte[]> chunks) {
        this.name = name;
        this.size = size;
        this.plain = plain;
        this.decompressed = chunks;
    }

    /** Opens a file; whatever is wrong with it, the message begins with the file. */
    public static FileContent open(RootedPath file) throws IOException {
        try {
            if (!file.attributes().isRegularFile()) {
                // A pipe would be waited for, a device read for ever.
                throw new IOException(file + ": not a regular file");
            }
            return open(file.onHost(), file.toString());
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
    }

    private static FileContent open(Path file, String name) throws IOException {
        RandomAccessFile plain = new RandomAccessFile(file.toFile(), "r");
        FileContent content = null;
        try {
            int magic = plain.length() < Integer.BYTES ? 0 : plain.readInt();
            content =
                    isCompressed(magic)
                            ? decompress(file, name, magic)
                            : new FileContent(name, plain.length(), plain, List.of());
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

    private static FileContent decompress(Path file, String name, int magic) throws IOException {
        try (InputStream raw = new BufferedInputStream(new FileInputStream(file.toFile()));
                InputStream in = decompressor(raw, magic)) {
            List<byte[]> chunks = new ArrayList<>();
            long size = 0;
            int count = CHUNK_BYTES;
            while (count == CHUNK_BYTES) {
                byte[] chunk = new byte[CHUNK_BYTES];
                count = in.readNBytes(chunk, 0, CHUNK_BYTES);
                chunks.add(chunk);
                size += count;
                if (size > BYTES_MAX) {
                    throw new IOException("it would be larger than 64 MiB");
                }
            }
            return new FileContent(name, size, null, chunks);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // A header may ask for any amount of memory, and the decompressor of zstd throws
            // RuntimeExceptions at damaged data.
            throw new IOException(name + ": cannot be decompressed: " + reason(e), e);
        }
    }

    private static String reason(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "it takes too much memory";
        }
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
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
        return new GZIPInputStream(raw, CHUNK_BYTES);
    }

    /** What messages call the file. */
    public String name() {
        return name;
    }

    /** The size in bytes when decompressed. */
    public long size() {
        return size;
    }

    /**
     * A part of the content.
     *
     * @param what for the error message if it is not inside the file
     */
    public ByteBuffer read(String what, long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > size - offset) {
            throw new IOException(name + ": " + what + " is not inside the file");
        }
        if (length > PART_BYTES_MAX) {
            throw new IOException(name + ": " + what + " is larger than 16 MiB");
        }
        byte[] part = new byte[(int) length];
        if (plain == null) {
            copy(offset, part);
        } else {
            plain.seek(offset);
            plain.readFully(part);
        }
        return ByteBuffer.wrap(part);
    }

    private void copy(long offset, byte[] part) {
        int done = 0;
        while (done < part.length) {
            byte[] chunk = decompressed.get((int) ((offset + done) / CHUNK_BYTES));
            int start = (int) ((offset + done) % CHUNK_BYTES);
            int count = Math.min(CHUNK_BYTES - start, part.length - done);
            System.arraycopy(chunk, start, part, done, count);
            done += count;
        }
    }

    @Override
    public void close() throws IOException {
        if (plain != null) {
            plain.close();
        }
    }
}
