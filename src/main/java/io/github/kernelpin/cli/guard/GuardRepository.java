package io.github.kernelpin.cli.guard;

import io.github.kernelpin.guard.CompsFile;
import io.github.kernelpin.guard.Guard;
import io.github.kernelpin.guard.GuardVersion;
import io.github.kernelpin.guard.SpecFile;
import io.github.kernelpin.host.file.FileReplacement;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.ScratchDirectory;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.host.rpm.RpmBuild;
import io.github.kernelpin.host.rpm.RpmHeaders;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A directory of guards that is a repository for dnf; it has been one before, or is to be. */
public final class GuardRepository {

    private final Path directory;
    private final ProcessRunner processes;

    /** A guard, its version, and the moment that it says it was built at. */
    public record Order(Guard guard, GuardVersion version, long epochSecond) {}

    /** What became of a guard's file. */
    public enum Outcome {
        WRITTEN("wrote "),
        UNCHANGED("has not changed: "),
        REMOVED("removed ");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A guard's file, and what became of it. */
    public record Result(Path file, Outcome outcome) {}

    public GuardRepository(Path directory, ProcessRunner processes) {
        this.directory = directory.toAbsolutePath().normalize();
        this.processes = processes;
    }

    /** Tells whether a guard is there. */
    public boolean hasGuards() throws IOException {
        return !before().guards().isEmpty();
    }

    /** The versions that guards would get, in their order. */
    public List<Evr> versions(List<Order> orders) throws IOException {
        GuardDirectory before = before();
        List<Evr> versions = new ArrayList<>();
        for (Order order : orders) {
            versions.add(nevra(order, before).evr());
        }
        return versions;
    }

    /**
     * Builds guards, unless they are there already, and makes the directory a repository of these
     * and of no others. If anything goes wrong before all are built, nothing has changed; and
     * nothing that dnf may have read about is gone before it reads otherwise.
     */
    public List<Result> write(List<Order> orders, CompsFile comps) throws IOException {
        Tool.check("a guard", Tool.RPMBUILD, Tool.CREATEREPO);
        GuardDirectory before = before();
        List<Result> results = new ArrayList<>();
        try (ScratchDirectory work = new ScratchDirectory()) {
            Map<Path, byte[]> contents = new TreeMap<>();
            for (Order order : orders) {
                Nevra nevra = nevra(order, before);
                Path place = directory.resolve(nevra + ".rpm");
                boolean stands = before.has(place, nevra);
                if (!stands) {
                    Path source = source(order, nevra, before, work.path());
                    contents.put(place, Files.readAllBytes(source));
                }
                results.add(new Result(place, stands ? Outcome.UNCHANGED : Outcome.WRITTEN));
            }
            before.deleteDrafts();
            publish(contents, comps, results, work.path());
        }
        for (Path file : before.deleteOthers(files(results))) {
            results.add(new Result(file, Outcome.REMOVED));
        }
        return results;
    }

    private void publish(
            Map<Path, byte[]> contents, CompsFile comps, List<Result> results, Path work)
            throws IOException {
        for (Map.Entry<Path, byte[]> each : contents.entrySet()) {
            publish(each.getKey(), each.getValue());
        }
        Path groups = directory.resolve(GuardDirectory.COMPS);
        publish(groups, comps.text().getBytes(StandardCharsets.UTF_8));
        new RpmBuild(processes).index(directory, files(results), groups, work);
    }

    private static List<Path> files(List<Result> results) {
        return results.stream().map(Result::file).toList();
    }

    private GuardDirectory before() throws IOException {
        return GuardDirectory.of(directory, processes);
    }

    /** Where a guard comes from: one that somebody renamed may be signed, and is taken as it is. */
    private Path source(Order order, Nevra nevra, GuardDirectory before, Path work)
            throws IOException {
        RpmHeaders.Header newest = before.newest(nevra.name());
        if (newest != null && newest.nevra().equals(nevra)) {
            return newest.file();
        }
        String spec = new SpecFile(order.guard()).text(nevra.evr());
        return new RpmBuild(processes).build(nevra, spec, order.epochSecond(), work);
    }

    private static Nevra nevra(Order order, GuardDirectory before) throws IOException {
        Guard guard = order.guard();
        GuardVersion.Built newest = built(before.newest(guard.packageName()));
        try {
            Evr version = order.version().after(newest, new SpecFile(guard).digest());
            return new Nevra(guard.packageName(), version, GuardDirectory.ARCH);
        } catch (IllegalArgumentException e) {
            throw new IOException(guard.packageName() + ": " + e.getMessage(), e);
        }
    }

    private static GuardVersion.@Nullable Built built(RpmHeaders.@Nullable Header header) {
        return header == null ? null : new GuardVersion.Built(header.nevra().evr(), header.vcs());
    }

    private static void publish(Path place, byte[] content) throws IOException {
        try (FileReplacement file = FileReplacement.of(place, content)) {
            file.publish();
        }
    }
}
