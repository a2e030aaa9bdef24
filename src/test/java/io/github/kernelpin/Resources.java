package io.github.kernelpin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** A file or folder of the test class path, where it lies on disk. */
    public static Path path(String name) {
        URL url = Resources.class.getResource("/" + name);
        if (url == null) {
            throw new IllegalStateException(name + " is missing from the test resources");
        }
        return Path.of(URI.create(url.toString()));
    }

    /** The files of a folder with this suffix, by name. */
    public static List<Path> files(String folder, String suffix) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
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
