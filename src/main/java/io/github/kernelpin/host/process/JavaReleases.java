package io.github.kernelpin.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The {@code release} files of the JDKs in a directory, which say what builds these are. */
public final class JavaReleases {

    private JavaReleases() {}

    /** The builds as the launcher names them, which finds a JDK in the same way. */
    public static Set<String> builds(Path directory) throws IOException {
        Set<String> builds = new TreeSet<>();
        if (Files.isDirectory(directory)) {
            try (var homes = Files.newDirectoryStream(directory)) {
                for (Path home : homes) {
                    if (Files.isExecutable(home.resolve("bin/java"))
                            && Files.isRegularFile(home.resolve("release"))) {
                        builds.add(build(home.resolve("release")));
                    }
                }
            }
        }
        return builds;
    }

    private static String build(Path release) throws IOException {
        String version = "";
        String build = "";
        String text = new String(Files.readAllBytes(release), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            if (line.startsWith("JAVA_VERSION=")) {
                version = value(line);
            } else if (line.startsWith("JAVA_RUNTIME_VERSION=")) {
                build = value(line);
            }
        }
        return build.isEmpty() ? version : build;
    }

    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1).replaceAll("^\"|\"$", "");
    }
}
