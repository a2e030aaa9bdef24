package io.github.kernelpin.host.content;

import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The programs that compress module files and symbol lists. */
public enum Compression {
    GZIP(".gz", "gzip -k -f"),
    XZ(".xz", "xz -k -f --check=crc32 --lzma2=dict=1MiB"),
    XZ_9(".xz", "xz -k -f -9"),
    ZSTD(".zst", "zstd -q -k -f"),
    ZSTD_19(".zst", "zstd -q -k -f -19"),
    ZSTD_22(".zst", "zstd -q -k -f --ultra -22");

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final String suffix;
    private final String command;

    Compression(String suffix, String command) {
        this.suffix = suffix;
        this.command = command;
    }

    /** Makes FILE.gz or the like beside a file, and keeps the file. */
    public Path compress(Path file) throws IOException {
        List<String> line = new ArrayList<>(List.of(command.split(" ", -1)));
        line.add(file.toString());
        ProcessRunner.Result result = new ProcessRunner().run(line, "", TIMEOUT);
        if (result.exitStatus() != 0) {
            throw new IOException(result.output());
        }
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
