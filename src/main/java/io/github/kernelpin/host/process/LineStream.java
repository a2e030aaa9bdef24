package io.github.kernelpin.host.process;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Hands what is written on line by line, so that nobody has to keep all of it; the end of a line
 * that is too long is lost.
 */
final class LineStream extends OutputStream {

    private static final int LINE_BYTES_MAX = 8192;

    private final Consumer<String> consumer;
    private final byte[] line = new byte[LINE_BYTES_MAX];
    private int length;
    private boolean isBegun;

    LineStream(Consumer<String> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void write(int character) {
        if (character == '\n') {
            endLine();
            return;
        }
        isBegun = true;
        if (length < LINE_BYTES_MAX) {
            line[length] = (byte) character;
            length++;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            write(bytes[i]);
        }
    }

    /** A last line need not end. */
    @Override
    public void close() {
        if (isBegun) {
            endLine();
        }
    }

    private void endLine() {
        consumer.accept(new String(line, 0, length, StandardCharsets.UTF_8));
        length = 0;
        isBegun = false;
    }
}
