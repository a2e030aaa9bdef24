package io.github.kernelpin.cli;

import io.github.kernelpin.guard.CompsFile;
import io.github.kernelpin.guard.Guard;
import io.github.kernelpin.guard.GuardVersion;
import io.github.kernelpin.guard.SpecFile;
import io.github.kernelpin.host.FileReplacement;
import io.github.kernelpin.host.ProcessRunner;
import io.github.kernelpin.host.RpmBuild;
import io.github.kernelpin.host.RpmHeaders;
import io.github.kernelpin.host.ScratchDirectory;
import io.github.kernelpin.model.Evr;
import io.github.kernelpin.model.Nevra;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A directory of guards that is a repository for dnf; it has been one before, or is to be. */
final class GuardRepository {

    private static final String ARCH = "noarch";
    private static final String SUFFIX = "." + ARCH + ".rpm";
    private static final String COMPS = "comps.xml";

    /** What createrepo_c leaves there, also when it is interrupted. */
    private static final Set<String> METADATA = Set.of("repodata", ".repodata");

    private final Path directory;
    private final ProcessRunner processes;

    /** A guard, its version, and the moment that it says it was built at. */
    record Order(Guard guard, GuardVersion version, long epochSecond) {}

    /** A guard's file, and whether it is another one than before. */
    record Result(Path file, boolean isNew) {}

    GuardRepository(Path directory, ProcessRunner processes) {
        this.directory = directory;
        this.processes = processes;
    }

    /**
     * Builds guards, unless they are there already, and makes the directory a repository of these
     * and of no others. If anything goes wrong before all are built, nothing has changed.
     */
    List<Result> write(List<Order> orders, CompsFile comps) throws IOException {
        List<Path> present = guardFiles();
        List<RpmHeaders.Header> before = new RpmHeaders(processes).headers(present);
        List<Result> results = new ArrayList<>();
        try (ScratchDirectory work = new ScratchDirectory()) {
            List<Path> built = new ArrayList<>();
            for (Order order : orders) {
                GuardVersion.Built newest = newest(order.guard(), before);
                Nevra nevra = nevra(order, newest);
                Path place = directory.resolve(nevra + ".rpm");
                boolean isNew = newest == null || !newest.version().equals(nevra.evr());
                if (isNew) {
                    built.add(build(order, nevra, work.path()));
                }
                results.add(new Result(place, isNew));
            }
            for (Path rpm : built) {
                publish(rpm.getFileName().toString(), Files.readAllBytes(rpm));
            }
        }
        deleteOthers(present, results);
        publish(COMPS, comps.text().getBytes(StandardCharsets.UTF_8));
        new RpmBuild(processes).index(directory, directory.resolve(COMPS));
        return results;
    }

    private Path build(Order order, Nevra nevra, Path work) throws IOException {
        String spec = new SpecFile(order.guard()).text(nevra.evr());
        return new RpmBuild(processes).build(nevra, spec, order.epochSecond(), work);
    }

    private static Nevra nevra(Order order, GuardVersion.@Nullable Built newest)
            throws IOException {
        Guard guard = order.guard();
        try {
            Evr version = order.version().after(newest, new SpecFile(guard).digest());
            return new Nevra(guard.packageName(), version, ARCH);
        } catch (IllegalArgumentException e) {
            throw new IOException(guard.packageName() + ": " + e.getMessage(), e);
        }
    }

    private static GuardVersion.@Nullable Built newest(
            Guard guard, List<RpmHeaders.Header> before) {
        RpmHeaders.Header newest = null;
        for (RpmHeaders.Header each : before) {
            if (each.nevra().name().equals(guard.packageName())
                    && (newest == null || newest.nevra().compareTo(each.nevra()) < 0)) {
                newest = each;
            }
        }
        return newest == null ? null : new GuardVersion.Built(newest.nevra().evr(), newest.vcs());
    }

    /**
     * The guards that are there.
     *
     * @throws IOException if there is anything else, which is somebody else's
     */
    private List<Path> guardFiles() throws IOException {
        List<Path> guards = new ArrayList<>();
        if (!Files.exists(directory)) {
            return guards;
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + ": not a directory");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean isGuard = name.startsWith(Guard.PREFIX) && name.endsWith(SUFFIX);
                if (isGuard) {
                    guards.add(entry);
                } else if (!name.equals(COMPS) && !METADATA.contains(name)) {
                    throw new IOException(
                            directory
                                    + ": expected nothing but guards, but there is "
                                    + name
                                    + " as well");
                }
            }
        }
        Collections.sort(guards);
        return guards;
    }

    private static void deleteOthers(List<Path> present, List<Result> results) throws IOException {
        Set<Path> wanted = new TreeSet<>();
        for (Result result : results) {
            wanted.add(result.file());
        }
        for (Path file : present) {
            if (!wanted.contains(file)) {
                Files.delete(file);
            }
        }
    }

    private void publish(String name, byte[] content) throws IOException {
        try (FileReplacement file = FileReplacement.of(directory.resolve(name), content)) {
            file.publish();
        }
    }
}
