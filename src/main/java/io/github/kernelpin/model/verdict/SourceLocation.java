package io.github.kernelpin.model.verdict;

/** A place in a file; line and column count from 1. */
public record SourceLocation(String file, int line, int column)
        implements Comparable<SourceLocation> {

    @Override
    public int compareTo(SourceLocation other) {
        int order = file.compareTo(other.file);
        if (order == 0) {
            order = Integer.compare(line, other.line);
        }
        return order != 0 ? order : Integer.compare(column, other.column);
    }

    /** {@code file:line}, as messages name a pin. */
    public String fileAndLine() {
        return file + ":" + line;
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
