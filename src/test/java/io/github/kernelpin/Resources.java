package io.github.kernelpin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files that tests are driven by. */
public final class Resources {

    private Resources() {}

    /** A whole file of the test class path, as in {@code evr/depmatch.tsv}. */
    public static String text(String name) {
        try (InputStream in = Resources.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the test resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> lines(String name) {
        return text(name).lines().toList();
    }

    /** The rows of a table below its heading. */
    public static Stream<List<String>> rows(String name) {
        String separator = name.endsWith(".tsv") ? "\t" : ",";
        return lines(name).stream().skip(1).map(line -> List.of(line.split(separator, -1)));
    }
}
