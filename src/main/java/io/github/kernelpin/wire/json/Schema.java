package io.github.kernelpin.wire.json;

/** The number of the format that every JSON document of kernelpin carries. */
public final class Schema {

    /** A change that a reader would misunderstand gets a new number. */
    public static final int VERSION = 2;

    /** The field that carries it. */
    public static final String FIELD = "schema";

    private Schema() {}
}
