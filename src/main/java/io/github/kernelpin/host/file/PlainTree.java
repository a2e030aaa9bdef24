package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A directory as another program finds it, which follows links and opens what is there. */
public final class PlainTree extends SimpleFileVisitor<Path> {

    private final RootedPath folder;
    private final Path directory;
    private final Path rootDirectory;
    private String strange = "";

    private PlainTree(RootedPath folder, Path directory, Path rootDirectory) {
        this.folder = folder;
        this.directory = directory;
        this.rootDirectory = rootDirectory;
    }

    /**
     * The first, at any depth, that is neither a file, a directory, nor a link to a file of the
     * root; empty if there is none. Links to directories are not plain, as whoever cleans up there
     * deletes behind them.
     */
    public static String firstStrange(InstallRoot root, RootedPath folder) throws IOException {
        if (!folder.isDirectory()) {
            return "";
        }
        PlainTree tree =
                new PlainTree(folder, folder.onHost().toRealPath(), root.directory().toRealPath());
        Files.walkFileTree(tree.directory, tree);
        return tree.strange;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() || (attributes.isSymbolicLink() && isFileHere(file))) {
            return FileVisitResult.CONTINUE;
        }
        strange = folder + "/" + directory.relativize(file);
        return FileVisitResult.TERMINATE;
    }

    private boolean isFileHere(Path link) {
        try {
            return Files.isRegularFile(link) && link.toRealPath().startsWith(rootDirectory);
        } catch (IOException e) {
            return false;
        }
    }

    /** What may not be looked at, the other program may not open either. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof AccessDeniedException || failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }
}
