package io.github.kernelpin.e2e;

import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a host ends: the kernel that boots next, and whether the module's package loads in it, by
 * what rpm says of the installed packages and nothing of kernelpin's.
 */
final class HostEnd {

    private static final Pattern SAVED = Pattern.compile("saved_entry=[0-9a-f]{32}-(\\S+)");

    private final DnfHost host;

    private HostEnd(DnfHost host) {
        this.host = host;
    }

    /** "kernel-core-4.18.0-348.el8.x86_64: kmod-drbd-9.1.4-1.el8_5.x86_64 loads". */
    static String of(DnfHost host) throws IOException, InterruptedException {
        return new HostEnd(host).text();
    }

    private String text() throws IOException, InterruptedException {
        String next = "";
        List<String> builds = new ArrayList<>();
        for (String each : host.installed()) {
            Nevra nevra = Nevra.parse(each);
            if (nevra.name().startsWith("kmod-")) {
                builds.add(each);
            } else if (nevra.name().matches("kernel(-[a-z]+)?-core") && isAfter(nevra, next)) {
                next = each;
            }
        }
        List<String> answers = new ArrayList<>();
        for (String build : builds) {
            boolean loads = !next.isEmpty() && loads(build, next);
            answers.add(build + (loads ? " loads" : " does not load"));
        }
        return (next.isEmpty() ? "no kernel" : next) + ": " + String.join(", ", answers);
    }

    private boolean isAfter(Nevra candidate, String chosen) throws IOException {
        Path block = host.root().resolve("boot/grub2/grubenv");
        Matcher saved = SAVED.matcher(Files.exists(block) ? Files.readString(block) : "");
        String entry = saved.find() ? saved.group(1) : "";
        if (chosen.isEmpty() || entry.equals(candidate.evr() + "." + candidate.arch())) {
            return true;
        }
        Nevra other = Nevra.parse(chosen);
        return !entry.equals(other.evr() + "." + other.arch())
                && candidate.evr().compareTo(other.evr()) > 0;
    }

    private boolean loads(String build, String kernel) throws IOException, InterruptedException {
        Set<String> needed = symbols("--requires", List.of(build));
        String family = kernel.replaceFirst("-core-[0-9].*", "");
        String version = Nevra.parse(kernel).evr() + "." + Nevra.parse(kernel).arch();
        List<String> parts = new ArrayList<>();
        for (String each : host.installed()) {
            if (each.startsWith(family + "-") && each.endsWith("-" + version)) {
                parts.add(each);
            }
        }
        return !needed.isEmpty() && symbols("--provides", parts).containsAll(needed);
    }

    private Set<String> symbols(String query, List<String> packages)
            throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("rpm", "--root", host.root().toString(), "-q"));
        words.add(query);
        words.addAll(packages);
        Set<String> symbols = new TreeSet<>();
        for (String line :
                DnfHost.check(DnfHost.program(words.toArray(new String[0])))
                        .out()
                        .lines()
                        .toList()) {
            if (line.startsWith("kernel(")) {
                symbols.add(line.strip());
            }
        }
        return symbols;
    }
}
