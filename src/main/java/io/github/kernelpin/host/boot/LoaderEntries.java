package io.github.kernelpin.host.boot;

import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.model.boot.BootEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code /boot/loader/entries}, the snippets of the Boot Loader Specification. */
final class LoaderEntries {

    static final String FOLDER = "/boot/loader/entries";

    private static final String SUFFIX = ".conf";

    private final TextFiles files;

    LoaderEntries(TextFiles files) {
        this.files = files;
    }

    /** The entries in the order of GRUB's menu. */
    List<BootEntry> read() throws IOException {
        List<BootEntry> entries = new ArrayList<>();
        for (String name : files.names(FOLDER)) {
            if (name.endsWith(SUFFIX) && !name.startsWith(".")) {
                String id = name.substring(0, name.length() - SUFFIX.length());
                files.text(FOLDER + "/" + name)
                        .flatMap(text -> BootEntry.ofSnippet(id, text))
                        .ifPresent(entries::add);
            }
        }
        entries.sort(BootEntry.NEWEST_FIRST);
        return entries;
    }
}
