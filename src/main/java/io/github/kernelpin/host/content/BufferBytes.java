package io.github.kernelpin.host.content;

import java.nio.ByteBuffer;

/** Those of a content that is in one piece of memory. */
record BufferBytes(ByteBuffer buffer) implements ContentBytes {

    @Override
    public long size() {
        return buffer.limit();
    }

    @Override
    public void copy(long offset, byte[] part) {
        buffer.get((int) offset, part);
    }
}
