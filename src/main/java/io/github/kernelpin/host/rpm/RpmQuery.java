package io.github.kernelpin.host.rpm;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Asks rpm about the packages of a root. */
public final class RpmQuery {

    private static final String NEVRA =
            "%{NAME}-%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}.%{ARCH}\\n";
    private static final String PROVIDES =
            "[ %{PROVIDENAME} %{PROVIDEFLAGS:depflags} %{PROVIDEVERSION}\\n]";
    private static final String MERGED = "/usr/lib/modules/";

    /** Where RHEL, Fedora and Debian have rpm's database. */
    private static final List<String> DATABASES =
            List.of("/var/lib/rpm", "/usr/lib/sysimage/rpm", "/root/.rpmdb");

    private static final List<String> DATABASE_FILES =
            List.of("rpmdb.sqlite", "Packages.db", "Packages");

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final InstallRoot root;
    private final ProcessRunner runner;

    public RpmQuery(InstallRoot root, ProcessRunner runner) {
        this.root = root;
        this.runner = runner;
    }

    /**
     * The package that a file belongs to, the newest of them if there are several of one name.
     *
     * @param path below the root
     * @return nothing if no package owns the file
     * @throws IOException if rpm cannot be asked, or names several packages
     */
    public Optional<Nevra> owner(String path) throws IOException {
        Optional<Nevra> owner = ask(path);
        // Packages say /lib/modules wherever /lib is a link; rpm looks for that link on the host.
        return owner.isEmpty() && path.startsWith(MERGED)
                ? ask(path.substring(MERGED.indexOf("/lib/")))
                : owner;
    }

    /**
     * The names of all installed packages.
     *
     * @throws IOException if rpm cannot be asked
     */
    public SortedSet<String> names() throws IOException {
        if (isEmpty()) {
            return new TreeSet<>();
        }
        ProcessRunner.Result result = query(List.of("-qa", "--qf=%{NAME}\\n"));
        if (result.exitStatus() != 0) {
            throw failure("rpm -qa", result);
        }
        SortedSet<String> names = new TreeSet<>();
        for (String line : result.output().split("\n", -1)) {
            if (!line.isBlank()) {
                names.add(line.strip());
            }
        }
        return names;
    }

    /**
     * The packages that provide a capability, or are of that name.
     *
     * @throws IOException if rpm cannot be asked
     */
    public List<Nevra> providersOf(String capability) throws IOException {
        List<Nevra> providers = new ArrayList<>();
        for (String line : linesOfProviders(capability, NEVRA)) {
            providers.add(provider(line));
        }
        return providers;
    }

    /**
     * The packages that provide a capability, or are of that name, with all that they provide.
     *
     * @throws IOException if rpm cannot be asked
     */
    public List<RpmPackage> packagesProviding(String capability) throws IOException {
        List<RpmPackage> providers = new ArrayList<>();
        List<RpmPackage.Capability> provides = new ArrayList<>();
        Nevra provider = null;
        for (String line : linesOfProviders(capability, NEVRA + PROVIDES)) {
            if (line.startsWith(" ")) {
                provides.add(RpmPackage.Capability.parse(line.strip()));
                continue;
            }
            if (provider != null) {
                providers.add(RpmPackage.of(provider, provides));
            }
            provider = provider(line);
            provides.clear();
        }
        if (provider != null) {
            providers.add(RpmPackage.of(provider, provides));
        }
        return providers;
    }

    private static Nevra provider(String line) throws IOException {
        try {
            return Nevra.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IOException("rpm -q --whatprovides says " + e.getMessage(), e);
        }
    }

    private List<String> linesOfProviders(String capability, String format) throws IOException {
        if (isEmpty()) {
            return List.of();
        }
        ProcessRunner.Result result =
                query(List.of("-q", "--whatprovides", "--qf=" + format, capability));
        String output = result.output().strip();
        if (output.equals("no package provides " + capability)) {
            return List.of();
        }
        if (result.exitStatus() != 0) {
            throw failure("rpm -q --whatprovides", result);
        }
        return List.of(output.split("\n", -1));
    }

    private ProcessRunner.Result query(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Tool.RPM.path());
        if (!root.isRunning()) {
            command.add("--dbpath=" + database().orElseThrow());
        }
        command.addAll(arguments);
        return runner.run(command, "", TIMEOUT);
    }

    /** Tells whether the root has no packages at all; rpm would make a database there to say so. */
    private boolean isEmpty() throws IOException {
        return !root.isRunning() && database().isEmpty();
    }

    /**
     * The database of another root, as this host sees it: rpm would follow its links on this host,
     * and make a database where there is none.
     */
    private Optional<String> database() throws IOException {
        for (String place : DATABASES) {
            Optional<String> directory = root.resolve(place);
            if (directory.isEmpty()) {
                continue;
            }
            for (String file : DATABASE_FILES) {
                RootedPath database = root.path(directory.get() + "/" + file);
                if (database.isTaken()) {
                    requireOwnFiles(root.path(directory.get()));
                    return Optional.of(root.directory() + directory.get());
                }
            }
        }
        return Optional.empty();
    }

    private static void requireOwnFiles(RootedPath directory) throws IOException {
        for (String name : directory.names()) {
            if (directory.child(name).isLink() || !directory.child(name).isRegularFile()) {
                throw new IOException(
                        directory.child(name) + ": rpm would not find a plain file here");
            }
        }
    }

    private static IOException failure(String what, ProcessRunner.Result result) {
        return new IOException(
                what
                        + " failed with status "
                        + result.exitStatus()
                        + ": "
                        + result.output().strip().replace("\n", "; "));
    }

    private Optional<Nevra> ask(String path) throws IOException {
        if (isEmpty()) {
            return Optional.empty();
        }
        ProcessRunner.Result result = query(List.of("-qf", "--qf=" + NEVRA, path));
        String output = result.output().strip();
        if (result.exitStatus() == 0) {
            return Optional.of(newest(output, path));
        }
        // rpm's lib/query.c, in the C locale that the runner sets. Of another root it looks for a
        // file that no package owns on the host.
        if (output.endsWith(" is not owned by any package")
                || output.equals("error: file " + path + ": No such file or directory")) {
            return Optional.empty();
        }
        throw failure("rpm -qf", result);
    }

    private static Nevra newest(String output, String path) throws IOException {
        Nevra newest = null;
        for (String line : output.split("\n", -1)) {
            Nevra owner;
            try {
                owner = Nevra.parse(line);
            } catch (IllegalArgumentException e) {
                throw new IOException("rpm -qf says " + e.getMessage(), e);
            }
            if (newest != null && !newest.name().equals(owner.name())) {
                throw new IOException(
                        path + " belongs to both " + newest.name() + " and " + owner.name());
            }
            newest = newest == null || newest.compareTo(owner) < 0 ? owner : newest;
        }
        if (newest == null) {
            throw new IOException("rpm -qf says nothing about " + path);
        }
        return newest;
    }
}
