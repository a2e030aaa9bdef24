package io.github.kernelpin.host.boot;

import io.github.kernelpin.host.file.TextFiles;
import java.io.IOException;

/** Finds GRUB's own files: up to RHEL 8 in the EFI system partition, if there is one. */
final class GrubFiles {

    private static final String FOLDER = "/boot/grub2";
    private static final String EFI_FOLDER = "/boot/efi/EFI";

    private final TextFiles files;

    GrubFiles(TextFiles files) {
        this.files = files;
    }

    /** Where a file such as {@code grubenv} is, below the root; where it should be if it is not. */
    String path(String name) throws IOException {
        String usual = FOLDER + "/" + name;
        if (!files.exists(usual)) {
            for (String vendor : files.names(EFI_FOLDER)) {
                String candidate = EFI_FOLDER + "/" + vendor + "/" + name;
                if (files.exists(candidate)) {
                    return candidate;
                }
            }
        }
        return usual;
    }
}
