package io.github.kernelpin.host.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs that make packages, repositories and hosts, and have dnf choose from them. */
public enum Tool {
    DNF("/usr/bin/dnf", "dnf"),
    RPM("/usr/bin/rpm", "rpm"),
    RPMBUILD("/usr/bin/rpmbuild", "rpm-build"),
    CREATEREPO("/usr/bin/createrepo_c", "createrepo_c");

    /**
     * What a text file lists is no package, and nobody is asked for a key: rpm would follow
     * addresses in such a list.
     */
    public static final List<String> RPM_FILES_ONLY =
            List.of("--nomanifest", "--noglob", "--nosignature", "--nodigest");

    private final String path;
    private final String packageName;

    Tool(String path, String packageName) {
        this.path = path;
        this.packageName = packageName;
    }

    public String path() {
        return path;
    }

    public String packageName() {
        return packageName;
    }

    /**
     * Says which one is missing, before another one fails for it.
     *
     * @param user what needs them all
     */
    public static void check(String user, Tool... needed) throws IOException {
        for (Tool each : needed) {
            check(user, Path.of(each.path), each.packageName);
        }
    }

    static void check(String user, Path program, String packageName) throws IOException {
        if (!Files.isExecutable(program)) {
            throw new IOException(
                    "there is no "
                            + program
                            + ", which "
                            + user
                            + " needs: install "
                            + packageName);
        }
    }

    /** What went wrong, in the words of the program if it has any. */
    public static String failure(String what, ProcessRunner.Result result) {
        String words = result.output().strip();
        return what
                + " (status "
                + result.exitStatus()
                + ")"
                + (words.isEmpty() ? "" : ": " + words);
    }
}
