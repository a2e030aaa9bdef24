package io.github.kernelpin.host.content;

import io.github.kernelpin.host.file.RootedPath;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;

/**
 * What is in a file, which may be compressed as module files and symbol lists are.
 *
 * <p>Of a file that is not compressed only those parts are read that are asked for. Unpacked it may
 * have 1 GiB or, where zstd's window is larger than 8 MiB, 256 MiB.
 */
public final class FileContent implements Closeable {

    private static final int PART_BYTES_MAX = 16 * 1024 * 1024;

    private final String name;
    private final ContentBytes bytes;

    private FileContent(String name, ContentBytes bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Opens a file; whatever is wrong with it, the message begins with the file. */
    public static FileContent open(RootedPath file) throws IOException {
        try {
            if (!file.attributes().isRegularFile()) {
                // A pipe would be waited for, a device read for ever.
                throw new IOException(file + ": not a regular file");
            }
            return open(file.open(), file.toString());
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
    }

    private static FileContent open(RandomAccessFile file, String name) throws IOException {
        ContentBytes bytes = null;
        try {
            int magic = file.length() < Integer.BYTES ? 0 : file.readInt();
            Compressor compressor = Compressor.of(magic);
            bytes =
                    compressor == Compressor.NONE
                            ? new PlainBytes(file, file.length())
                            : decompress(file, name, compressor);
            return new FileContent(name, bytes);
        } finally {
            if (bytes == null || bytes instanceof BufferBytes) {
                file.close();
            }
        }
    }

    private static ContentBytes decompress(
            RandomAccessFile file, String name, Compressor compressor) throws IOException {
        try {
            return compressor == Compressor.ZSTD && WideZstd.isNeededFor(file)
                    ? new BufferBytes(WideZstd.read(file))
                    : StreamedBytes.read(file, compressor);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw undecompressed(name, e);
        }
    }

    /**
     * A header may ask for any amount of memory, and the decompressor of zstd throws
     * RuntimeExceptions at damaged data.
     */
    private static IOException undecompressed(String name, Throwable e) {
        return new IOException(name + ": cannot be decompressed: " + reason(e), e);
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

    /** What messages call the file. */
    public String name() {
        return name;
    }

    /** The size in bytes when decompressed. */
    public long size() {
        return bytes.size();
    }

    /**
     * Says which parts will be read, so that a large file is not decompressed for each of them.
     *
     * @param ranges offset and length of each; those outside of the file are passed over
     */
    public void select(long[][] ranges) throws IOException {
        try {
            bytes.select(ranges);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw undecompressed(name, e);
        }
    }

    /**
     * A part of the content.
     *
     * @param what for the error message if it is not inside the file
     */
    public ByteBuffer read(String what, long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > size() - offset) {
            throw new IOException(name + ": " + what + " is not inside the file");
        }
        if (length > PART_BYTES_MAX) {
            throw new IOException(name + ": " + what + " is larger than 16 MiB");
        }
        byte[] part = new byte[(int) length];
        if (bytes instanceof StreamedBytes) {
            select(new long[][] {{offset, length}});
        }
        bytes.copy(offset, part);
        return ByteBuffer.wrap(part);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
