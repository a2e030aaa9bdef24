package io.github.kernelpin.host.boot;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.boot.BootEntry;
import io.github.kernelpin.model.boot.GrubConfig;
import io.github.kernelpin.model.boot.GrubEnvironment;
import io.github.kernelpin.model.boot.NextBoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which kernel GRUB boots next.
 *
 * <p>Only GRUB's way is known: of a system with zipl (s390x) or systemd-boot the newest entry is
 * named unless grubby knows better.
 */
public final class BootLoader {

    private static final String GRUBBY = "/usr/sbin/grubby";
    private static final Duration GRUBBY_TIMEOUT = Duration.ofSeconds(10);
    private static final String GRUB_FOLDER = "/boot/grub2";
    private static final String EFI_FOLDER = "/boot/efi/EFI";
    private static final String SNIPPETS_FOLDER = "/boot/loader/entries";
    private static final String SNIPPET_SUFFIX = ".conf";

    private final TextFiles files;
    private final boolean isRunning;
    private final ProcessRunner runner;

    public BootLoader(InstallRoot root, ProcessRunner runner) {
        this(root, root.directory().equals(Path.of("/")), runner);
    }

    /** A root that is running is one of which its own programs can be asked. */
    BootLoader(InstallRoot root, boolean isRunning, ProcessRunner runner) {
        this.files = new TextFiles(root);
        this.isRunning = isRunning;
        this.runner = runner;
    }

    /** The kernel that boots next, as far as it can be told. */
    public NextBoot nextBoot() {
        try {
            String blockFile = grubFile("grubenv");
            String block = files.text(blockFile).orElse("");
            String once = GrubEnvironment.value(block, GrubEnvironment.NEXT_ENTRY);
            if (!once.isEmpty()) {
                return chosen(once, GrubEnvironment.NEXT_ENTRY + " in " + blockFile);
            }
            Optional<NextBoot> told = askGrubby();
            if (told.isPresent()) {
                return told.get();
            }
            String saved = GrubEnvironment.value(block, GrubEnvironment.SAVED_ENTRY);
            return chosen(saved, GrubEnvironment.SAVED_ENTRY + " in " + blockFile);
        } catch (IOException e) {
            return new NextBoot("", String.valueOf(e.getMessage()));
        }
    }

    /**
     * What grubby takes for the default, which it gets from zipl's configuration on s390x. It has
     * no idea of an entry that is chosen for one boot.
     */
    private Optional<NextBoot> askGrubby() throws IOException {
        if (!isRunning || !files.exists(GRUBBY)) {
            return Optional.empty();
        }
        try {
            ProcessRunner.Result result =
                    runner.run(List.of(GRUBBY, "--default-kernel"), "", GRUBBY_TIMEOUT);
            String image = result.output().strip();
            // More than a line has an error message in it.
            boolean isPlain = result.exitStatus() == 0 && image.indexOf('\n') < 0;
            String kernel = isPlain ? BootEntry.kernelOf(image) : "";
            return kernel.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new NextBoot(kernel, "grubby"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private NextBoot chosen(String wanted, String source) throws IOException {
        String configFile = grubFile("grub.cfg");
        GrubConfig config = GrubConfig.parse(files.text(configFile).orElse(""));
        List<BootEntry> menu = config.menu(snippets());
        if (menu.isEmpty()) {
            return new NextBoot("", "no boot loader entries are in " + SNIPPETS_FOLDER);
        }
        boolean isFixed =
                !config.fixedDefault().isEmpty() && !source.startsWith(GrubEnvironment.NEXT_ENTRY);
        Optional<BootEntry> entry = BootEntry.find(menu, isFixed ? config.fixedDefault() : wanted);
        return entry.isPresent()
                ? new NextBoot(entry.get().kernel(), isFixed ? configFile : source)
                : new NextBoot(menu.get(0).kernel(), "the first boot loader entry");
    }

    /** Where GRUB's files are: up to RHEL 8 in the EFI system partition, if there is one. */
    private String grubFile(String name) throws IOException {
        String usual = GRUB_FOLDER + "/" + name;
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

    private List<BootEntry> snippets() throws IOException {
        List<BootEntry> snippets = new ArrayList<>();
        for (String name : files.names(SNIPPETS_FOLDER)) {
            if (name.endsWith(SNIPPET_SUFFIX) && !name.startsWith(".")) {
                String id = name.substring(0, name.length() - SNIPPET_SUFFIX.length());
                files.text(SNIPPETS_FOLDER + "/" + name)
                        .flatMap(text -> BootEntry.ofSnippet(id, text))
                        .ifPresent(snippets::add);
            }
        }
        snippets.sort(BootEntry.NEWEST_FIRST);
        return snippets;
    }
}
