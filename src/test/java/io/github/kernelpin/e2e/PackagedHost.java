package io.github.kernelpin.e2e;

import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An installroot into which the real dnf puts kernelpin's own packages. */
final class PackagedHost {

    static final Path PACKAGES = DnfHost.TARGET.resolve("packages");

    /** Where {@code build} leaves what it has built. */
    static final Path BUILT = DnfHost.TARGET.resolve("rpm");

    /** What dnf and rpm write for themselves, and what the Java of the tests writes. */
    private static final List<String> NOT_OURS =
            List.of("var/cache/dnf", "var/lib/dnf", "var/lib/rpm", "var/log", "usr/lib/sysimage");

    private static boolean isBuilt;
    private static boolean isPrepared;
    private static List<String> afterBuild = List.of();

    private final Path root;

    private PackagedHost(Path root) {
        this.root = root;
    }

    /** Builds the packages, as {@code scripts/build-rpm} does for anybody. */
    static synchronized void build() throws IOException, InterruptedException {
        if (isBuilt) {
            return;
        }
        Files.createDirectories(BUILT);
        Path strange = Files.writeString(BUILT.resolve("kernelpin-guard-drbd.rpm"), "");
        Files.writeString(BUILT.resolve("kernelpin-0.0.1-1.noarch.rpm"), "");
        DnfHost.check(DnfHost.run(List.of("scripts/build-rpm", BUILT.toString()), ""));
        try (Stream<Path> files = Files.list(BUILT)) {
            afterBuild = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        Files.delete(strange);
        isBuilt = true;
    }

    /** Makes repositories of the packages, and a host to put them into. */
    static synchronized void prepare() throws IOException, InterruptedException {
        if (isPrepared) {
            return;
        }
        build();
        DnfHost.prepare();
        DnfHost.check(
                DnfHost.run(
                        List.of(
                                "src/test/rpm/build-packages",
                                BUILT.toString(),
                                PACKAGES.toString()),
                        ""));
        make(DnfHost.HOSTS.resolve("packaged"), "kernel", "kmod-drbd");
        isPrepared = true;
    }

    /** What was in the directory of the packages when these had just been built. */
    static List<String> afterBuild() {
        return afterBuild;
    }

    /** The version that the sources here are of. */
    static String version() {
        return Resources.text("io/github/kernelpin/version.txt").strip();
    }

    private static void make(Path root, String... packages)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("src/test/rpm/make-packaged-host");
        command.add(root.toString());
        command.add(DnfHost.REPOSITORIES.toString());
        command.add(PACKAGES.toString());
        command.addAll(List.of(packages));
        DnfHost.check(DnfHost.run(command, ""));
    }

    /** A host with a kernel, DRBD, Java and dnf, and without kernelpin. */
    static PackagedHost named(String name) throws IOException, InterruptedException {
        Path root = DnfHost.copyOf("packaged", "packaged-" + name).root();
        make(root);
        return new PackagedHost(root);
    }

    /** A host in the same state, with all that is installed and configured. */
    PackagedHost copy(String name) throws IOException, InterruptedException {
        String own = root.getFileName().toString();
        PackagedHost copy = new PackagedHost(DnfHost.copyOf(own, "packaged-" + name).root());
        copy.replace("etc/dnf/dnf.conf", root.toString() + "/", copy.root + "/");
        return copy;
    }

    /** Runs dnf, which answers yes and sees one repository, or several with commas between. */
    DnfHost.Run dnf(String repositories, String... words) throws IOException, InterruptedException {
        return dnfSeeing(List.of(), repositories, words);
    }

    /** The same dnf, for which alone a command has mounted something. */
    DnfHost.Run dnfSeeing(List<String> mounts, String repositories, String... words)
            throws IOException, InterruptedException {
        return DnfHost.loaded(arguments(repositories, words), mounts);
    }

    /** What dnf is called with for this. */
    List<String> arguments(String repositories, String... words) {
        List<String> arguments =
                new ArrayList<>(List.of("--installroot=" + root, "-y", "--repo=" + repositories));
        arguments.addAll(List.of(words));
        return arguments;
    }

    /** Runs dnf, and fails if it does. */
    String succeed(String repositories, String... words) throws IOException, InterruptedException {
        DnfHost.Run run = dnf(repositories, words);
        DnfHost.check(run);
        return run.out() + run.err();
    }

    /**
     * What rpm finds changed in the files of both packages; nothing if all is as it was packaged.
     */
    String verify() throws IOException, InterruptedException {
        DnfHost.Run run =
                DnfHost.run(
                        List.of(
                                "rpm",
                                "--root=" + root,
                                "--verify",
                                "kernelpin",
                                "python3-dnf-plugin-kernelpin"),
                        "");
        return run.out() + run.err();
    }

    /** Mode, owner and group of a file. */
    String access(String path) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(
                        root.resolve(path), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return "%s %s %s"
                .formatted(
                        PosixFilePermissions.toString(attributes.permissions()),
                        attributes.owner(),
                        attributes.group());
    }

    /** The versions of kernelpin's packages that are installed. */
    List<String> versions() throws IOException, InterruptedException {
        DnfHost.Run run = DnfHost.run(List.of("rpm", "--root=" + root, "-qa", "*kernelpin*"), "");
        DnfHost.check(run);
        return Arrays.stream(run.out().split("\n", -1)).filter(s -> !s.isEmpty()).sorted().toList();
    }

    /** Every file and directory, but for what is not ours. */
    SortedSet<String> files() throws IOException {
        try (var files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> NOT_OURS.stream().noneMatch(name::startsWith))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The calls of Java since the last time, as a command and the archive that it was given. */
    List<String> javaCalls() throws IOException {
        Path log = root.resolve("var/log/java");
        if (!Files.exists(log)) {
            return List.of();
        }
        List<String> calls = Files.readAllLines(log);
        Files.delete(log);
        return calls;
    }

    Path resolve(String path) {
        return root.resolve(path);
    }

    void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    void replace(String path, String old, String text) throws IOException {
        String before = Files.readString(root.resolve(path));
        if (!before.contains(old)) {
            throw new AssertionError(path + " lacks " + old);
        }
        Files.writeString(root.resolve(path), before.replace(old, text));
    }
}
