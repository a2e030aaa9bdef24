package io.github.kernelpin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files by which a host shows that its dnf asks kernelpin. */
public final class EnforcedHost {

    private static final String DNF = "usr/lib/python3.6/site-packages/";

    private static final Path PLUGIN = Path.of("dnf-plugin");
    private static final String PARTS = "kernelpin_plugin";

    private static final Map<String, String> FILES =
            Map.of(
                    DNF + "dnf/plugin.py",
                    "",
                    "usr/bin/kernelpin",
                    "#!/bin/sh\n",
                    "usr/lib/jvm/java-17/release",
                    "JAVA_VERSION=\"17.0.15\"\n",
                    "usr/lib/jvm/java-17/bin/java",
                    "#!/bin/sh\n");

    private EnforcedHost() {}

    /** Writes them below a root, as far as something else is not there. */
    public static void writeTo(Path root) throws IOException {
        Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        writePluginTo(root.resolve(DNF + "dnf-plugins"));
        for (Map.Entry<String, String> each : FILES.entrySet()) {
            Path file = root.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.writeString(file, each.getValue());
            }
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + file + " executable");
            }
        }
    }

    /** Writes the plugin to a folder of plugins. */
    public static void writePluginTo(Path folder) throws IOException {
        Files.createDirectories(folder.resolve(PARTS));
        copy(PLUGIN.resolve("kernelpin.py"), folder);
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(PLUGIN.resolve(PARTS), "*.py")) {
            for (Path part : parts) {
                copy(part, folder.resolve(PARTS));
            }
        }
    }

    private static void copy(Path file, Path folder) throws IOException {
        Path copy = folder.resolve(String.valueOf(file.getFileName()));
        if (!Files.exists(copy)) {
            Files.copy(file, copy);
        }
    }
}
