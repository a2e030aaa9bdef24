package io.github.kernelpin.wire.request;

import java.io.IOException;

/** A request that cannot be understood; the message says what is wrong and where, in one line. */
public final class RequestFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public RequestFormatException(String message) {
        super(message);
    }
}
