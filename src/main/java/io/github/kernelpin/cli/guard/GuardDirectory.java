package io.github.kernelpin.cli.guard;

import io.github.kernelpin.guard.Guard;
import io.github.kernelpin.host.file.FileReplacement;
import io.github.kernelpin.host.file.PlantedLinks;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.rpm.RpmBuild;
import io.github.kernelpin.host.rpm.RpmHeaders;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a directory of guards.
 *
 * @param drafts files that an interrupted run left
 */
record GuardDirectory(List<RpmHeaders.Header> guards, List<Path> drafts) {

    static final String ARCH = "noarch";
    static final String COMPS = "comps.xml";
    private static final String SUFFIX = "." + ARCH + ".rpm";

    GuardDirectory {
        guards = List.copyOf(guards);
        drafts = List.copyOf(drafts);
    }

    /**
     * What is there.
     *
     * @throws IOException if there is anything else, which is somebody else's, or could not be
     *     replaced
     */
    static GuardDirectory of(Path directory, ProcessRunner processes) throws IOException {
        PlantedLinks.refuse(directory, CurrentUser.id());
        List<Path> guards = new ArrayList<>();
        List<Path> drafts = new ArrayList<>();
        if (!Files.exists(directory)) {
            return new GuardDirectory(List.of(), List.of());
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + ": not a directory");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.startsWith(Guard.PREFIX) && name.endsWith(SUFFIX)) {
                    guards.add(entry);
                } else if (isDraft(name)) {
                    drafts.add(entry);
                } else if (!name.equals(COMPS) && !RpmBuild.isMetadata(name)) {
                    throw new IOException(
                            directory
                                    + ": expected nothing but guards, but there is "
                                    + name
                                    + " as well");
                }
                requirePlain(entry, name);
            }
        }
        Collections.sort(guards);
        return new GuardDirectory(new RpmHeaders(processes).headers(guards), drafts);
    }

    /** Behind a link would be somebody else's, and what writes there fails when half is done. */
    private static void requirePlain(Path entry, String name) throws IOException {
        boolean isFolder = RpmBuild.isMetadata(name);
        boolean isPlain =
                isFolder
                        ? Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                        : Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
        if (!isPlain) {
            throw new IOException(
                    entry + ": expected a " + (isFolder ? "directory" : "file") + ", and no link");
        }
    }

    private static boolean isDraft(String name) {
        return FileReplacement.isDraft(name, Guard.PREFIX)
                || FileReplacement.isDraft(name, COMPS + ".");
    }

    /** The newest package of a name. */
    RpmHeaders.@Nullable Header newest(String packageName) {
        RpmHeaders.Header newest = null;
        for (RpmHeaders.Header each : guards) {
            if (each.nevra().name().equals(packageName)
                    && (newest == null || newest.nevra().compareTo(each.nevra()) < 0)) {
                newest = each;
            }
        }
        return newest;
    }

    /** Tells whether a file is that very package. */
    boolean has(Path file, Nevra nevra) {
        for (RpmHeaders.Header each : guards) {
            if (each.file().equals(file) && each.nevra().equals(nevra)) {
                return true;
            }
        }
        return false;
    }

    void deleteDrafts() throws IOException {
        for (Path draft : drafts) {
            Files.deleteIfExists(draft);
        }
    }

    /** Deletes all guards but some, and returns what is gone. */
    List<Path> deleteOthers(List<Path> wanted) throws IOException {
        List<Path> deleted = new ArrayList<>();
        for (RpmHeaders.Header each : guards) {
            if (!wanted.contains(each.file())) {
                Files.deleteIfExists(each.file());
                deleted.add(each.file());
            }
        }
        return deleted;
    }
}
