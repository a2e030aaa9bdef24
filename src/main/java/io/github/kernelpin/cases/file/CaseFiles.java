package io.github.kernelpin.cases.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds case files: {@code *.case.toml}, in the order of their paths. */
public final class CaseFiles {

    private static final String SUFFIX = ".case.toml";
    private static final int FILES_MAX = 10_000;

    private CaseFiles() {}

    /**
     * The files named, and those below the directories named; each of them once.
     *
     * @throws NoSuchFileException if something named is not there
     */
    public static List<Path> find(List<Path> places) throws IOException {
        Map<Path, Path> found = new TreeMap<>();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new NoSuchFileException(place.toString());
            }
            if (!Files.isDirectory(place)) {
                add(found, place);
                continue;
            }
            try (Stream<Path> files = Files.walk(place)) {
                files.filter(CaseFiles::isCase)
                        .limit(FILES_MAX + 1)
                        .forEach(each -> add(found, each));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        if (found.size() > FILES_MAX) {
            throw new IOException("there are more than " + FILES_MAX + " cases");
        }
        return List.copyOf(found.values());
    }

    private static void add(Map<Path, Path> found, Path file) {
        found.putIfAbsent(file.toAbsolutePath().normalize(), file);
    }

    private static boolean isCase(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX) && !Files.isDirectory(file);
    }
}
