package io.github.kernelpin.host.content;

import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Decompresses what zstd has compressed with a window larger than the library's stream takes, as
 * {@code zstd --ultra -22} and {@code --long} do: a frame at a time, in memory outside of the heap.
 *
 * <p>The library refuses wide windows also where it has the whole of a frame before it and needs
 * none. A frame of a single segment has no window (RFC 8878, 3.1.1.1), so that each is made one by
 * a bit of its header before it is given to the library.
 */
final class WideZstd {

    /** What ZstdInputStream takes. */
    private static final long STREAM_WINDOW_BYTES_MAX = 8L << 20;

    /** What libkmod takes: ZSTD_WINDOWLOG_LIMIT_DEFAULT. */
    private static final long WINDOW_BYTES_MAX = 128L << 20;

    /** The launcher grants both together. */
    private static final int INPUT_BYTES_MAX = 128 << 20;

    private static final int OUTPUT_BYTES_MAX = 256 << 20;

    private static final int MAGIC = 0xfd2fb528;
    private static final int MAGIC_BYTES = 4;
    private static final int HEADER_BYTES_MAX = 18;
    private static final int BLOCK_HEADER_BYTES = 3;
    private static final int BLOCK_BYTES_MAX = 128 << 10;
    private static final int CHECKSUM_BYTES = 4;
    private static final int BLOCK_IS_RLE = 1;
    private static final int BLOCK_IS_COMPRESSED = 2;

    private final ByteBuffer in;

    /** What the header of a frame says. */
    private record Header(
            int bytes, boolean isSingleSegment, boolean hasChecksum, long windowBytes) {}

    private WideZstd(ByteBuffer in) {
        this.in = in;
    }

    /** Tells by the first frame whether it takes a wide window. */
    static boolean isNeededFor(RandomAccessFile file) throws IOException {
        byte[] start = new byte[(int) Math.min(HEADER_BYTES_MAX, file.length())];
        file.seek(0);
        file.readFully(start);
        ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        return header.limit() == HEADER_BYTES_MAX
                && header(header, 0).windowBytes > STREAM_WINDOW_BYTES_MAX;
    }

    /** The whole content of a file. */
    static ByteBuffer read(RandomAccessFile file) throws IOException {
        if (file.length() > INPUT_BYTES_MAX) {
            throw new IOException("it is larger than 128 MiB, with a wide window");
        }
        ByteBuffer in = direct((int) file.length());
        FileChannel channel = file.getChannel().position(0);
        while (in.hasRemaining() && channel.read(in) >= 0) {
            // Until there is no more.
        }
        return new WideZstd(in.flip().order(ByteOrder.LITTLE_ENDIAN)).decompress();
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer decompress() throws IOException {
        long most = 0;
        for (int at = 0; at < in.limit(); at = afterFrame(at)) {
            most += contentBytesMax(at);
        }
        ByteBuffer out = direct((int) Math.min(most, OUTPUT_BYTES_MAX));
        int at = 0;
        while (at < in.limit()) {
            int end = afterFrame(at);
            ByteBuffer frame = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            frame.limit(end).position(madeSingleSegment(at));
            try {
                new ZstdDecompressor().decompress(frame, out);
            } catch (RuntimeException e) {
                throw new IOException(
                        most > OUTPUT_BYTES_MAX
                                ? "it would be larger than 256 MiB, with a wide window"
                                : e.getMessage(),
                        e);
            }
            at = end;
        }
        return out.flip();
    }

    private static Header header(ByteBuffer in, int frame) throws IOException {
        int descriptorAt = frame + MAGIC_BYTES;
        if (descriptorAt + 1 >= in.limit()) {
            throw new EOFException();
        }
        if (in.getInt(frame) != MAGIC) {
            throw new IOException("no frame of zstd where one has to be");
        }
        int descriptor = in.get(descriptorAt);
        boolean isSingle = (descriptor & (1 << 5)) != 0;
        int dictionary = descriptor & 3;
        int sizeFlag = (descriptor >> 6) & 3;
        int dictionaryBytes = dictionary == 3 ? 4 : dictionary;
        int sizeBytes = sizeFlag == 0 && !isSingle ? 0 : 1 << sizeFlag;
        int bytes = 1 + (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes;
        if (descriptorAt + bytes > in.limit()) {
            throw new EOFException();
        }
        long window;
        if (isSingle) {
            window = contentBytes(in, descriptorAt + bytes - sizeBytes, sizeBytes);
        } else {
            int code = in.get(descriptorAt + 1) & 0xff;
            long base = 1L << (10 + (code >> 3));
            window = base + base / 8 * (code & 7);
        }
        return new Header(MAGIC_BYTES + bytes, isSingle, (descriptor & (1 << 2)) != 0, window);
    }

    private static long contentBytes(ByteBuffer in, int at, int bytes) {
        return switch (bytes) {
            case 1 -> in.get(at) & 0xff;
            case 2 -> (in.getShort(at) & 0xffff) + 256;
            case 4 -> in.getInt(at) & 0xffffffffL;
            default -> in.getLong(at) & Long.MAX_VALUE;
        };
    }

    private int afterFrame(int frame) throws IOException {
        Header header = header(in, frame);
        int at = frame + header.bytes;
        boolean isLast = false;
        while (!isLast) {
            int block = block(at);
            isLast = (block & 1) != 0;
            at += BLOCK_HEADER_BYTES + storedBytes(block);
        }
        at += header.hasChecksum ? CHECKSUM_BYTES : 0;
        if (at > in.limit()) {
            throw new EOFException();
        }
        return at;
    }

    private long contentBytesMax(int frame) throws IOException {
        Header header = header(in, frame);
        if (!header.isSingleSegment && header.windowBytes > WINDOW_BYTES_MAX) {
            throw new IOException("its window is larger than the 128 MiB that libkmod takes");
        }
        long most = 0;
        int at = frame + header.bytes;
        boolean isLast = false;
        while (!isLast) {
            int block = block(at);
            isLast = (block & 1) != 0;
            most += type(block) == BLOCK_IS_COMPRESSED ? BLOCK_BYTES_MAX : block >> 3;
            at += BLOCK_HEADER_BYTES + storedBytes(block);
        }
        return header.isSingleSegment ? Math.min(most, header.windowBytes) : most;
    }

    private int block(int at) throws IOException {
        if (at < 0 || at > in.limit() - BLOCK_HEADER_BYTES) {
            throw new EOFException();
        }
        return (in.getShort(at) & 0xffff) | ((in.get(at + 2) & 0xff) << 16);
    }

    private static int type(int block) {
        return (block >> 1) & 3;
    }

    private static int storedBytes(int block) {
        return type(block) == BLOCK_IS_RLE ? 1 : block >> 3;
    }

    /** Returns where the frame begins afterwards: without the window its header is shorter. */
    private int madeSingleSegment(int frame) throws IOException {
        if (header(in, frame).isSingleSegment) {
            return frame;
        }
        int descriptor = in.get(frame + MAGIC_BYTES) | (1 << 5);
        // Where the size of the content is not given, a single segment has a byte for it, which the
        // library reads and ignores.
        int start = ((descriptor >> 6) & 3) == 0 ? frame : frame + 1;
        in.putInt(start, MAGIC).put(start + MAGIC_BYTES, (byte) descriptor);
        return start;
    }
}
