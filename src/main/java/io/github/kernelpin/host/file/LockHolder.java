package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Who holds the lock of a file, as the kernel tells it: nothing has to be written for that. */
final class LockHolder {

    /** {@code 1: POSIX ADVISORY WRITE 1234 08:01:5678 0 EOF}. */
    private static final Path LOCKS = Path.of("/proc/locks");

    private static final int PROCESS = 4;
    private static final int FILE = 5;

    private LockHolder() {}

    /** A process by its number and command line, as far as they can be told. */
    static String of(Path file) {
        try {
            String inode = ":" + Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
            for (String line : Files.readAllLines(LOCKS)) {
                List<String> words = List.of(line.strip().split("\\s+", -1));
                if (words.size() > FILE
                        && words.get(FILE).endsWith(inode)
                        && Long.parseLong(words.get(PROCESS)) > 0) {
                    return "process " + words.get(PROCESS) + command(words.get(PROCESS));
                }
            }
        } catch (IOException | NumberFormatException e) {
            // It is merely not known then.
            return "another process";
        }
        return "another process";
    }

    private static String command(String process) throws IOException {
        byte[] words = Files.readAllBytes(Path.of("/proc", process, "cmdline"));
        String line = new String(words, StandardCharsets.UTF_8).replace('\0', ' ').strip();
        int ours = line.indexOf("kernelpin.cli.Main ");
        return ours < 0 ? "" : " (kernelpin " + line.substring(line.indexOf(' ', ours) + 1) + ")";
    }
}
