package io.github.kernelpin.report;

import java.io.IOException;

/**
 * An output format of a command's result: one class for each, and whatever prints such a result
 * chooses from a list of them.
 */
public interface Report<R> {

    /** What {@code --format} calls it. */
    String id();

    /** The whole report, with a line end after it. */
    String text(R result) throws IOException;
}
