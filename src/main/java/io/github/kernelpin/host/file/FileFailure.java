package io.github.kernelpin.host.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words what an exception of the JDK's file system means. */
public final class FileFailure {

    private FileFailure() {}

    /** What went wrong with a file: of some of its exceptions the JDK says just the path. */
    public static String reasonOf(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (!(e instanceof FileSystemException failure)) {
            return message;
        }
        String file = String.valueOf(failure.getFile());
        String reason = String.valueOf(failure.getReason());
        if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (e instanceof NoSuchFileException) {
            reason = "no such file or directory";
        } else if (e instanceof FileAlreadyExistsException) {
            reason = "exists and is no directory";
        } else if (e instanceof NotDirectoryException) {
            reason = "not a directory";
        }
        return file + ": " + reason;
    }
}
