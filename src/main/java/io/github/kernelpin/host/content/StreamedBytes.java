package io.github.kernelpin.host.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those that a decompressor gives one after the other. Of a content too large for the heap, the
 * beginning and the end are kept, where ELF objects have their tables, and what is asked for in
 * between is read when the file is decompressed once more.
 */
final class StreamedBytes implements ContentBytes {

    private static final int MIB = 1024 * 1024;

    /** {@code xz -9} has a dictionary of 64 MiB beside it. */
    private static final int HELD_BYTES_MAX = 32 * MIB;

    private static final int HEAD_BYTES = MIB;
    private static final int TAIL_BYTES = 8 * MIB;
    private static final long BYTES_MAX = 1024L * MIB;

    /** In whole: the hook's heap has no room for more. */
    private static final int SELECTED_BYTES_MAX = 32 * MIB;

    /** The first tells where the sections are, the second reads them. */
    private static final int PASSES_MAX = 3;

    private static final int CHUNK_BYTES = MIB / 4;

    private final RandomAccessFile file;
    private final Compressor compressor;
    private final List<Piece> pieces = new ArrayList<>();
    private long size;
    private int passes;

    /** Bytes that are kept, from an offset on. */
    private static final class Piece {

        private final long offset;
        private final byte[] bytes;
        private final int length;

        Piece(long offset, byte[] bytes, int length) {
            this.offset = offset;
            this.bytes = bytes;
            this.length = length;
        }

        long end() {
            return offset + length;
        }

        boolean has(long at) {
            return offset <= at && at < end();
        }
    }

    private StreamedBytes(RandomAccessFile file, Compressor compressor) {
        this.file = file;
        this.compressor = compressor;
    }

    static StreamedBytes read(RandomAccessFile file, Compressor compressor) throws IOException {
        StreamedBytes bytes = new StreamedBytes(file, compressor);
        bytes.readAll();
        return bytes;
    }

    private void readAll() throws IOException {
        passes++;
        try (InputStream in = compressor.open(file)) {
            int count = CHUNK_BYTES;
            while (count == CHUNK_BYTES) {
                byte[] chunk = new byte[CHUNK_BYTES];
                count = in.readNBytes(chunk, 0, CHUNK_BYTES);
                pieces.add(new Piece(size, chunk, count));
                size += count;
                if (size > BYTES_MAX) {
                    throw new IOException("it would be larger than 1 GiB");
                }
                if (size > HELD_BYTES_MAX) {
                    dropMiddle();
                }
            }
        }
    }

    private void dropMiddle() {
        int head = HEAD_BYTES / CHUNK_BYTES;
        int tail = TAIL_BYTES / CHUNK_BYTES;
        if (pieces.size() > head + tail) {
            pieces.subList(head, pieces.size() - tail).clear();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void copy(long offset, byte[] part) throws IOException {
        int done = 0;
        while (done < part.length) {
            done += copyFrom(piece(offset + done), offset + done, part, done);
        }
    }

    private static int copyFrom(Piece piece, long offset, byte[] part, int done) {
        int start = (int) (offset - piece.offset);
        int count = Math.min(piece.length - start, part.length - done);
        System.arraycopy(piece.bytes, start, part, done, count);
        return count;
    }

    private boolean has(long offset, long length) {
        long at = offset;
        while (at < offset + length) {
            Piece piece = find(at);
            if (piece == null) {
                return false;
            }
            at = piece.end();
        }
        return true;
    }

    private Piece piece(long offset) throws IOException {
        Piece found = find(offset);
        if (found == null) {
            throw new EOFException();
        }
        return found;
    }

    private @Nullable Piece find(long offset) {
        int guess = (int) (offset / CHUNK_BYTES);
        if (guess < pieces.size() && pieces.get(guess).has(offset)) {
            return pieces.get(guess);
        }
        for (Piece piece : pieces) {
            if (piece.has(offset)) {
                return piece;
            }
        }
        return null;
    }

    /** Decompresses the file again, and keeps these parts of it as well. */
    @Override
    public void select(long[][] ranges) throws IOException {
        List<long[]> missing = joined(missing(ranges));
        long wanted = 0;
        for (long[] range : missing) {
            wanted += range[1];
        }
        if (missing.isEmpty()) {
            return;
        }
        if (wanted > SELECTED_BYTES_MAX || passes == PASSES_MAX) {
            throw new IOException("what is to be read of it is too large or too scattered");
        }
        passes++;
        try (InputStream in = compressor.open(file)) {
            long at = 0;
            for (long[] range : missing) {
                in.skipNBytes(range[0] - at);
                byte[] bytes = new byte[(int) range[1]];
                int count = in.readNBytes(bytes, 0, bytes.length);
                pieces.add(new Piece(range[0], bytes, count));
                at = range[0] + count;
            }
        }
    }

    /** Those of the ranges that are inside the content and not kept yet, by their offsets. */
    private List<long[]> missing(long[][] ranges) {
        List<long[]> missing = new ArrayList<>();
        for (long[] range : ranges) {
            boolean isInside =
                    range[0] >= 0
                            && range[0] <= size
                            && range[1] > 0
                            && range[1] <= size - range[0];
            if (isInside && !has(range[0], range[1])) {
                int place = missing.size();
                while (place > 0 && missing.get(place - 1)[0] > range[0]) {
                    place--;
                }
                missing.add(place, range);
            }
        }
        return missing;
    }

    /** Ranges that overlap become one. */
    private static List<long[]> joined(List<long[]> ranges) {
        List<long[]> joined = new ArrayList<>();
        for (long[] range : ranges) {
            long[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && range[0] <= last[0] + last[1]) {
                last[1] = Math.max(last[1], range[0] + range[1] - last[0]);
            } else {
                joined.add(range.clone());
            }
        }
        return joined;
    }
}
