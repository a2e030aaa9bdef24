package io.github.kernelpin.cases.file;

import io.github.kernelpin.host.file.PlantedLinks;
import io.github.kernelpin.host.process.CurrentUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** The example that {@code kernelpin test --init} writes: a pin and three cases. */
public final class ExampleCases {

    static final List<String> FILES =
            List.of(
                    "pins.d/drbd.toml",
                    "cases/next-minor.case.toml",
                    "cases/update-inside-the-minor.case.toml",
                    "cases/removal-of-the-module.case.toml");

    private ExampleCases() {}

    /**
     * Writes all files below a directory, or none of them.
     *
     * @throws IOException naming those that are there already, or a link of somebody else
     */
    public static void write(Path directory) throws IOException {
        for (String name : FILES) {
            PlantedLinks.refuse(
                    directory.resolve(name.substring(0, name.indexOf('/'))), CurrentUser.id());
        }
        List<String> present =
                FILES.stream()
                        .map(directory::resolve)
                        .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                        .map(Path::toString)
                        .toList();
        if (!present.isEmpty()) {
            throw new IOException(
                    String.join(", ", present) + ": is there already, so nothing was written");
        }
        for (String name : FILES) {
            Path file = directory.resolve(name);
            Files.createDirectories(directory.resolve(name.substring(0, name.indexOf('/'))));
            try (InputStream in = ExampleCases.class.getResourceAsStream("example/" + name)) {
                if (in == null) {
                    throw new IllegalStateException(name + " is missing from kernelpin's jar");
                }
                // Fails rather than overwrites what has come in between.
                Files.copy(in, file);
            }
        }
    }
}
