package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.file.TextFiles;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks whether the plugin could run the program, and the Java that it needs. */
final class ProgramProbe {

    private static final String SYSTEM_JAVA = "/usr/bin/java";
    private static final String JAVA_HOMES = "/usr/lib/jvm";
    private static final int JAVA_MIN = 17;

    /** Jars and archives of classes: in a source tree, and installed. */
    private static final List<String> BESIDE_THE_PROGRAM =
            List.of("target/lib", "target/cds", "share/java/kernelpin", "/var/cache/kernelpin");

    private static final Pattern JAVA_VERSION =
            Pattern.compile("(?m)^JAVA_VERSION=\"?([0-9]{1,4})");

    private final TextFiles files;
    private final GapList gaps;
    private final RootsAlone trust;

    ProgramProbe(TextFiles files, GapList gaps, RootsAlone trust) {
        this.files = files;
        this.gaps = gaps;
        this.trust = trust;
    }

    void checkProgram(String path) throws IOException {
        if (!path.startsWith("/")) {
            return;
        }
        if (!files.exists(path)) {
            gaps.add(path, "the program that judges is not there", "install kernelpin");
        } else if (!isProgram(path)) {
            gaps.add(path, "the program that judges cannot be run", "make it a program: chmod 755");
        } else {
            trust.require(path);
            String above = homeOf(path);
            for (String folder : BESIDE_THE_PROGRAM) {
                trust.requireBelow(folder.startsWith("/") ? folder : above + "/" + folder);
            }
        }
    }

    private boolean isProgram(String path) throws IOException {
        RootedPath program = files.root().path(path);
        return program.isRegularFile() && program.isExecutable();
    }

    /** The directory above that of what a path really leads to. */
    private String homeOf(String path) throws IOException {
        return before(before(files.root().resolve(path).orElse("")));
    }

    private static String before(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    /**
     * @param home what the configuration says; empty for the system's
     */
    void checkJava(String home) throws IOException {
        if (!home.isEmpty()) {
            if (isJava(home)) {
                requireRootsJava(home);
            } else {
                gaps.add(home, "no Java 17 or newer is there", "correct java in kernelpin.conf");
            }
            return;
        }
        String system = homeOf(SYSTEM_JAVA);
        if (isJava(system)) {
            trust.require(SYSTEM_JAVA);
            requireRootsJava(system);
            return;
        }
        for (String name : files.names(JAVA_HOMES)) {
            if (isJava(JAVA_HOMES + "/" + name)) {
                requireRootsJava(JAVA_HOMES + "/" + name);
                return;
            }
        }
        gaps.add(JAVA_HOMES, "there is no Java 17 or newer", "install java-17-openjdk-headless");
    }

    /** Java takes its libraries from where its program really is, whatever led there. */
    private void requireRootsJava(String home) throws IOException {
        String program = home + "/bin/java";
        trust.require(home + "/release");
        trust.require(program);
        trust.requireBelow(home + "/lib");
        trust.requireBelow(homeOf(program) + "/lib");
    }

    private boolean isJava(String home) throws IOException {
        String program = home + "/bin/java";
        return isNewEnough(files.text(home + "/release").orElse(""))
                && isProgram(program)
                // Whatever home says, it is the real one that runs.
                && files.text(homeOf(program) + "/release")
                        .map(ProgramProbe::isNewEnough)
                        .orElse(true);
    }

    private static boolean isNewEnough(String release) {
        Matcher version = JAVA_VERSION.matcher(release);
        return version.find() && Integer.parseInt(version.group(1)) >= JAVA_MIN;
    }
}
