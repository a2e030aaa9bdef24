package io.github.kernelpin.e2e;

import io.github.kernelpin.HostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An installroot in the state of RHEL 8.4, on which the real dnf works with the real plugin. */
final class DnfHost {

    static final Path TARGET = Path.of("target").toAbsolutePath();
    static final Path REPOSITORIES = TARGET.resolve("repositories");
    static final Path HOSTS = TARGET.resolve("hosts");

    /** Puts the packages of a host in place of the machine's. */
    static final String ON_THE_MACHINE = "src/test/rpm/on-the-host-itself";

    /** Building packages takes the longest, on a machine that does other things besides. */
    private static final int MINUTES_MAX = 8;

    /** rpm 4.20 and later say so of every transaction in an installroot. */
    private static final String REMARK_OF_RPM =
            "warning: private mounts in chroot not implemented\n";

    /** What newer Pythons put below a line of code in a traceback. */
    private static final Pattern TRACEBACK_MARKS = Pattern.compile("(?m)^ {4,}~*\\^+\\n");

    private static final String TELLS_WORDS = "dnf() { printf '%s\\n' \"$@\"; }\n";

    private static final Path SOURCES = Path.of("").toAbsolutePath();

    /** What {@link #configure} writes with the path of the root in it. */
    private static final List<String> CONFIGURED =
            List.of("etc/dnf/dnf.conf", "etc/dnf/plugins/kernelpin.conf", "kernelpin");

    private static final String FILE_LISTS =
            """
            import dnf.conf
            if hasattr(dnf.conf.Conf(), 'optional_metadata_types'):
                print('optional_metadata_types=filelists')
            """;

    private static boolean isPrepared;

    /** Where rpm has its database: Debian's asks a shell, each time that it wants to know. */
    private static String rpmdb = "";

    /** The option without which dnf from 4.19 on knows no files of repositories. */
    private static String fileLists = "";

    private final Path root;

    /** What a program did. */
    record Run(int status, String out, String err) {}

    private DnfHost(Path root) {
        this.root = root;
    }

    /**
     * Builds the packages and installs the state that every host starts from; once for all tests,
     * whose classes may run side by side.
     */
    static synchronized void prepare() throws IOException, InterruptedException {
        if (isPrepared) {
            return;
        }
        check(run(List.of("src/test/rpm/build-repositories", REPOSITORIES.toString()), ""));
        check(run(List.of("scripts/kernelpin", "warmup"), ""));
        check(run(List.of("rm", "-rf", HOSTS.toString()), ""));
        fileLists = check(run(List.of("/usr/bin/python3", "-c", FILE_LISTS), "")).out().strip();
        rpmdb = run(List.of("rpm", "--eval", "%_dbpath"), "").out().strip();
        check(makeHost(HOSTS.resolve("base"), "RHEL84"));
        check(makeHost(HOSTS.resolve("empty")));
        isPrepared = true;
    }

    private static Run makeHost(Path root, String... packages)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "src/test/rpm/make-host",
                                root.toString(),
                                REPOSITORIES.toString()));
        command.addAll(List.of(packages));
        return run(command, "");
    }

    /** A copy of the prepared host, {@code base} or {@code empty}, that a test may change. */
    static DnfHost copyOf(String base, String name) throws IOException, InterruptedException {
        Path root = HOSTS.resolve(name);
        if (Files.exists(root)) {
            check(run(List.of("rm", "-rf", root.toString()), ""));
        }
        check(
                run(
                        List.of(
                                "cp",
                                "-a",
                                "--reflink=auto",
                                HOSTS.resolve(base).toString(),
                                root.toString()),
                        ""));
        return new DnfHost(root);
    }

    DnfHost copy(String name) throws IOException, InterruptedException {
        return copyOf(root.getFileName().toString(), name);
    }

    /** A host in the same state, and configured as this one is. */
    DnfHost configuredCopy(String name) throws IOException, InterruptedException {
        DnfHost copy = copy(name);
        for (String path : CONFIGURED) {
            Path file = copy.root.resolve(path);
            Files.writeString(file, Files.readString(file).replace(root + "/", copy.root + "/"));
        }
        // As make-host has it.
        Path plugins = Path.of(copy.root.toString(), copy.root.toString(), "etc/dnf/plugins");
        Files.createDirectories(plugins.getParent());
        Files.createSymbolicLink(plugins, Path.of("/etc/dnf/plugins"));
        return copy;
    }

    /** Writes dnf's configuration, the plugin's, and which repositories are to be visible. */
    void configure(List<String> repositories, String mainOptions)
            throws IOException, InterruptedException {
        check(makeHost(root));
        Path main = root.resolve("etc/dnf/dnf.conf");
        Files.writeString(main, Files.readString(main) + inPlace(mainOptions));
        for (String repository : repositories) {
            Path file = root.resolve("etc/yum.repos.d/" + repository + ".repo");
            Files.writeString(file, Files.readString(file).replace("enabled=0", "enabled=1"));
        }
        configurePlugin("");
        // Notes that it was run before it runs the real one: whether dnf started a JVM can be seen.
        write(
                "kernelpin",
                "#!/bin/sh\necho started >>"
                        + root.resolve("jvm")
                        + "\n"
                        + ("exec " + SOURCES.resolve("scripts/kernelpin") + " \"$@\"\n"));
        if (!root.resolve("kernelpin").toFile().setExecutable(true)) {
            throw new IOException("cannot make the launcher executable");
        }
    }

    void configurePlugin(String options) throws IOException {
        write(
                "etc/dnf/plugins/kernelpin.conf",
                "[main]\nexecutable=" + root.resolve("kernelpin") + "\n" + options);
    }

    void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    void write(HostFile file) throws IOException {
        file.writeTo(root);
    }

    /** Runs a snippet of shell, with the root as its directory. */
    void shell(String snippet) throws IOException, InterruptedException {
        check(run(List.of("sh", "-c", inPlace("set -eu\ncd @ROOT@\n" + snippet)), ""));
    }

    /** Runs dnf on this host. */
    Run dnf(List<String> arguments, String input) throws IOException, InterruptedException {
        return dnfIn(SOURCES, arguments, input);
    }

    /** Runs dnf on this host, with a directory as its own. */
    Run dnfIn(Path directory, List<String> arguments, String input)
            throws IOException, InterruptedException {
        return dnfIn(directory, "", arguments, input);
    }

    /** Runs dnf on this host, which alone sees what a snippet of shell mounts, if any. */
    Run dnfIn(Path directory, String mounts, List<String> arguments, String input)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("--installroot=" + root));
        for (String argument : arguments) {
            words.add(inPlace(argument));
        }
        List<String> command =
                mounts.isEmpty() ? List.of() : List.of("sh", "-euc", inPlace(mounts));
        return loaded(directory, words, command, inPlace(input));
    }

    /** Runs the dnf of the machine itself, which takes the packages of a host for the machine's. */
    static Run dnfOfTheMachine(Path root, String... arguments)
            throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "--config=" + root.resolve("etc/dnf/dnf.conf"),
                                "--releasever=8",
                                "--setopt=reposdir=" + root.resolve("etc/yum.repos.d"),
                                "--setopt=cachedir=" + root.resolve("var/cache/dnf"),
                                "--setopt=logdir=" + root.resolve("var/log")));
        words.addAll(List.of(arguments));
        return loaded(words, List.of(ON_THE_MACHINE, root.toString(), "--mount"));
    }

    /**
     * Runs dnf with these very arguments.
     *
     * @param mounts the command that mounts what this run alone is to see, or nothing
     */
    static Run loaded(List<String> words, List<String> mounts)
            throws IOException, InterruptedException {
        return loaded(SOURCES, words, mounts, "");
    }

    private static Run loaded(Path directory, List<String> words, List<String> mounts, String input)
            throws IOException, InterruptedException {
        return recorded(
                input,
                (in, out, err) ->
                        LoadedDnf.run(words, mounts, directory, in, out, err, MINUTES_MAX));
    }

    /** Runs dnf on this host out of a snippet of shell, to which its command is {@code "$@"}. */
    Run dnfIn(String snippet, String arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                inPlace(snippet),
                                "sh",
                                "dnf",
                                "--installroot=" + root));
        command.addAll(List.of(arguments.split(" ", -1)));
        return run(command, "");
    }

    /** Runs kernelpin itself. */
    Run kernelpin(String arguments, String input) throws IOException, InterruptedException {
        return run(List.of("sh", "-c", inPlace("scripts/kernelpin " + arguments)), input);
    }

    Run kernelpin(String arguments) throws IOException, InterruptedException {
        return kernelpin(arguments, "");
    }

    /** Runs a program that no host is needed for. */
    static Run program(String... words) throws IOException, InterruptedException {
        return run(List.of(words), "");
    }

    Path root() {
        return root;
    }

    /** Runs a printed command as if an operator had pasted it into a shell, which splits it. */
    Run paste(String command) throws IOException, InterruptedException {
        if (!command.strip().startsWith("dnf ")) {
            return run(List.of("sh", "-c", inPlace(command)), "");
        }
        Run shell = check(run(List.of("sh", "-euc", TELLS_WORDS + inPlace(command)), ""));
        return loaded(List.of(shell.out().split("\n")), List.of());
    }

    /** The NEVRAs that rpm says are installed. */
    SortedSet<String> installed() throws IOException, InterruptedException {
        Run query = check(run(List.of("rpm", "--root=" + root, "--dbpath=" + rpmdb, "-qa"), ""));
        return new TreeSet<>(Arrays.asList(query.out().strip().split("\n", -1)));
    }

    boolean jvmWasStarted() {
        return Files.exists(root.resolve("jvm"));
    }

    /** Tells whether one was started since this was last asked. */
    boolean forgetJvm() throws IOException {
        return Files.deleteIfExists(root.resolve("jvm"));
    }

    /** Takes the paths of this machine out of a text. */
    String anonymous(String text) {
        return TRACEBACK_MARKS
                .matcher(text)
                .replaceAll("")
                .replaceAll("(?<=dnf/plugin.py\", line )\\d+", "@LINE@")
                .replace(root.toString(), "@ROOT@")
                .replace(REPOSITORIES.toString(), "@REPOSITORIES@")
                .replace(SOURCES.toString(), "@SOURCES@");
    }

    /** Puts in the paths of this machine. */
    String inPlace(String text) {
        return text.replace("@ROOT@", root.toString())
                .replace("@REPOSITORIES@", REPOSITORIES.toString())
                .replace("@FILE_LISTS@", fileLists)
                .replace("@SOURCES@", SOURCES.toString());
    }

    static Run check(Run run) {
        if (run.status() != 0) {
            throw new AssertionError("status " + run.status() + "\n" + run.out() + run.err());
        }
        return run;
    }

    static Run run(List<String> command, String input) throws IOException, InterruptedException {
        return recorded(
                input,
                (in, out, err) -> {
                    ProcessBuilder builder =
                            new ProcessBuilder(command)
                                    .redirectInput(in.toFile())
                                    .redirectOutput(out.toFile())
                                    .redirectError(err.toFile());
                    builder.environment().put("LC_ALL", "C.UTF-8");
                    Process process = builder.start();
                    if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                        process.destroyForcibly();
                        throw new AssertionError(command + " did not end");
                    }
                    return process.exitValue();
                });
    }

    /** What runs a program with its standard streams in files, and returns its exit status. */
    private interface Program {
        int run(Path in, Path out, Path err) throws IOException, InterruptedException;
    }

    private static Run recorded(String input, Program program)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile("kernelpin-in", "");
        Path out = Files.createTempFile("kernelpin-out", "");
        Path err = Files.createTempFile("kernelpin-err", "");
        try {
            Files.writeString(in, input);
            int status = program.run(in, out, err);
            return new Run(
                    status,
                    Files.readString(out),
                    Files.readString(err).replace(REMARK_OF_RPM, ""));
        } finally {
            Files.delete(in);
            Files.delete(out);
            Files.delete(err);
        }
    }
}
