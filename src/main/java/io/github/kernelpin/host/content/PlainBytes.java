package io.github.kernelpin.host.content;

import java.io.IOException;
import java.io.RandomAccessFile;

/** Those of a file that is not compressed, read when they are asked for. */
record PlainBytes(RandomAccessFile file, long size) implements ContentBytes {

    @Override
    public void copy(long offset, byte[] part) throws IOException {
        file.seek(offset);
        file.readFully(part);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
