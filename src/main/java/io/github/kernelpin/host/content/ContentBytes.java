package io.github.kernelpin.host.content;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of a file's content, wherever they are kept. */
sealed interface ContentBytes extends Closeable permits BufferBytes, PlainBytes, StreamedBytes {

    /** How many there are. */
    long size();

    /** Copies as many as there is room for; the caller knows that they are inside the content. */
    void copy(long offset, byte[] part) throws IOException;

    /**
     * Says which parts will be read: where not everything can be kept, these are.
     *
     * @param ranges offset and length of each
     */
    default void select(long[][] ranges) throws IOException {}

    @Override
    default void close() throws IOException {}
}
