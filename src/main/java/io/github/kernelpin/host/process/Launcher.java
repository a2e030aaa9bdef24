package io.github.kernelpin.host.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The script that kernelpin was started with.
 *
 * @param plugin dnf's plugin, if it lies beside the launcher, as in a source tree; null where dnf
 *     finds it itself
 */
public record Launcher(Path file, @Nullable Path plugin) {

    private static final String PROPERTY = "kernelpin.launcher";
    private static final String PLUGIN = "../dnf-plugin/kernelpin.py";

    /** The one of this process. */
    public static Launcher running() throws IOException {
        Path named = Path.of(System.getProperty(PROPERTY, "/usr/bin/kernelpin"));
        if (!Files.isExecutable(named)) {
            throw new IOException(
                    "there is no " + named + ", which dnf's plugin would ask: reinstall kernelpin");
        }
        Path file = named.toRealPath();
        Path plugin = file.resolveSibling(PLUGIN).normalize();
        return new Launcher(file, Files.isRegularFile(plugin) ? plugin : null);
    }
}
