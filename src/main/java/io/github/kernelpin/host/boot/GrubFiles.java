package io.github.kernelpin.host.boot;

import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.model.boot.GrubConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds GRUB's own files: up to RHEL 8 in the EFI system partition, if there is one. */
final class GrubFiles {

    static final String FOLDER = "/boot/grub2";
    private static final String CONFIG = "grub.cfg";
    private static final String READS_ANOTHER = "configfile ";
    private static final String EFI_FOLDER = "/boot/efi/EFI";

    private final TextFiles files;

    GrubFiles(TextFiles files) {
        this.files = files;
    }

    /**
     * The directories with a menu of their own. In the EFI system partition of RHEL 9 there is only
     * a stub that reads the usual one; up to RHEL 8 the whole menu is there.
     */
    List<String> folders() throws IOException {
        List<String> folders = new ArrayList<>();
        if (files.exists(FOLDER + "/" + CONFIG)) {
            folders.add(FOLDER);
        }
        for (String vendor : files.names(EFI_FOLDER)) {
            String folder = EFI_FOLDER + "/" + vendor;
            String text = files.text(folder + "/" + CONFIG).orElse("");
            if (!text.contains(READS_ANOTHER) && hasMenu(GrubConfig.parse(text))) {
                folders.add(folder);
            }
        }
        return folders;
    }

    private static boolean hasMenu(GrubConfig config) {
        return !config.entries().isEmpty();
    }

    /** Where a file that belongs to a menu is, below the root; where it should be if it is not. */
    String path(String folder, String name) throws IOException {
        String own = folder + "/" + name;
        if (files.exists(own)) {
            return own;
        }
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
