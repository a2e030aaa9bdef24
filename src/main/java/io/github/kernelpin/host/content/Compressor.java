package io.github.kernelpin.host.content;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** What a file is compressed with. Its first bytes tell, as for libkmod: suffixes are a habit. */
enum Compressor {
    NONE,
    GZIP,
    XZ,
    ZSTD;

    private static final int GZIP_MAGIC = 0x1f8b0000;
    private static final int GZIP_MAGIC_MASK = 0xffff0000;
    private static final int XZ_MAGIC = 0xfd377a58;
    private static final int ZSTD_MAGIC = 0x28b52ffd;

    /** What {@code xz -9} takes; libkmod sets no limit, and the hook's heap does. */
    private static final int XZ_MEMORY_KIB_MAX = 66 * 1024;

    private static final int BUFFER_BYTES = 256 * 1024;

    /** Tells by the first four bytes. */
    static Compressor of(int magic) {
        if (magic == XZ_MAGIC) {
            return XZ;
        }
        if (magic == ZSTD_MAGIC) {
            return ZSTD;
        }
        return (magic & GZIP_MAGIC_MASK) == GZIP_MAGIC ? GZIP : NONE;
    }

    /** The content of a file from its beginning; closing it leaves the file open. */
    InputStream open(RandomAccessFile file) throws IOException {
        file.seek(0);
        return decompress(new BufferedInputStream(new Unclosed(file), BUFFER_BYTES));
    }

    private InputStream decompress(InputStream raw) throws IOException {
        return switch (this) {
            case NONE -> raw;
            case GZIP -> new GZIPInputStream(raw, BUFFER_BYTES);
            case XZ -> new XZInputStream(raw, XZ_MEMORY_KIB_MAX);
            case ZSTD -> {
                if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
                    throw new IOException(
                            "the library for zstd is for little-endian machines only");
                }
                yield new ZstdInputStream(raw);
            }
        };
    }

    /** A file as a stream. */
    private static final class Unclosed extends InputStream {

        private final RandomAccessFile file;

        Unclosed(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            return file.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return file.read(bytes, offset, length);
        }
    }
}
