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

    /** What dnf could load as well. Python takes a multiple of its start to read the real one. */
    private static final String STAND_IN =
            """
            import dnf

            from .kernelpin_plugin.options import read_options


            class KernelPin(dnf.Plugin):
                def resolved(self):
                    read_options()

                def pre_transaction(self):
                    read_options()
            """;

    private static final Map<String, String> FILES =
            Map.of(
                    DNF + "dnf/plugin.py",
                    "",
                    DNF + "dnf-plugins/kernelpin.py",
                    STAND_IN,
                    DNF + "dnf-plugins/" + PARTS + "/options.py",
                    "def read_options():\n    pass\n",
                    "usr/bin/kernelpin",
                    "#!/bin/sh\n",
                    "usr/lib/jvm/java-17/release",
                    "JAVA_VERSION=\"17.0.15\"\n",
                    "usr/lib/jvm/java-17/bin/java",
                    "#!/bin/sh\n");

    private EnforcedHost() {}

    /**
     * Writes them below a root, as far as something else is not there. The plugin is a stand-in.
     */
    public static void writeTo(Path root) throws IOException {
        Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
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

    /** Writes the files, and the real plugin among them. */
    public static void writeWithPluginTo(Path root) throws IOException {
        writePluginTo(root.resolve(DNF + "dnf-plugins"));
        writeTo(root);
    }

    /** Writes the real plugin to a folder of plugins. */
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
