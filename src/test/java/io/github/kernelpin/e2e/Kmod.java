package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** kmod's own programs, which know what is right. */
final class Kmod {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Pattern COMPLAINT =
            Pattern.compile(
                    "(?m)^depmod: WARNING: .*/(\\S+)\\.ko"
                            + " (disagrees about version of symbol|needs unknown symbol) (\\S+)$");

    private Kmod() {}

    /**
     * What depmod says is wrong with the real modules built for one kernel if another one has them:
     * {@code MODULE needs unknown symbol SYMBOL}. It says it of copies: it would follow links out
     * of a root.
     */
    static Set<String> complaints(Path scratch, String builtFor, String kernel) throws IOException {
        Path root = scratch.resolve("depmod-" + builtFor + "-" + kernel);
        Path extra = Files.createDirectories(root.resolve("lib/modules/" + kernel + "/extra"));
        for (String name : RealModules.NAMES) {
            Files.copy(RealModules.module(builtFor, name), extra.resolve(name + ".ko"));
        }
        String list = allOfVmlinux(scratch, RealModules.symvers(kernel)).toString();
        Matcher lines =
                COMPLAINT.matcher(
                        output("depmod", "-n", "-e", "-E", list, "-b", root.toString(), kernel));
        Set<String> complaints = new TreeSet<>();
        while (lines.find()) {
            complaints.add(lines.group(1) + " " + lines.group(2) + " " + lines.group(3));
        }
        return complaints;
    }

    /** A list for depmod, which takes symbols of the kernel's own modules from their files only. */
    private static Path allOfVmlinux(Path scratch, Path symvers) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(symvers)) {
            String[] cells = line.split("\t", -1);
            cells[2] = "vmlinux";
            lines.add(String.join("\t", cells));
        }
        return Files.write(scratch.resolve("symvers"), lines);
    }

    /** What a program prints, without the last line's end. */
    static String output(String... command) throws IOException {
        ProcessRunner.Result result = new ProcessRunner().run(List.of(command), "", TIMEOUT);
        assertEquals(0, result.exitStatus(), result.output());
        return result.output().replaceFirst("\n$", "");
    }
}
