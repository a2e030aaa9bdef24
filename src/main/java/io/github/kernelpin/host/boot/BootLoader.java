package io.github.kernelpin.host.boot;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.model.boot.BootEntry;
import io.github.kernelpin.model.boot.GrubConfig;
import io.github.kernelpin.model.boot.GrubEnvironment;
import io.github.kernelpin.model.boot.NextBoot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which kernel GRUB boots next.
 *
 * <p>Only GRUB's way is known: of a system with zipl (s390x) or systemd-boot the newest entry is
 * named unless grubby knows better.
 */
public final class BootLoader {

    private final TextFiles files;
    private final GrubFiles grub;
    private final LoaderEntries entries;
    private final Grubby grubby;

    public BootLoader(InstallRoot root, ProcessRunner runner) {
        this(root, root.isRunning(), runner);
    }

    /** A root that is running is one of which its own programs can be asked. */
    BootLoader(InstallRoot root, boolean isRunning, ProcessRunner runner) {
        this.files = new TextFiles(root);
        this.grub = new GrubFiles(files);
        this.entries = new LoaderEntries(files);
        this.grubby = new Grubby(files, isRunning, runner);
    }

    /**
     * The kernel that boots next, as far as it can be known. More than one place may have a menu of
     * its own, and which of them the firmware starts is not on disk.
     */
    public NextBoot nextBoot() {
        try {
            NextBoot first = null;
            for (String folder : grub.folders()) {
                NextBoot each = nextBoot(folder);
                if (first == null) {
                    first = each;
                } else if (!each.kernel().equals(first.kernel())) {
                    return NextBoot.uncertain(
                            "GRUB has a menu in each of " + String.join(" and ", grub.folders()));
                }
            }
            return first == null ? nextBoot(GrubFiles.FOLDER) : first;
        } catch (IOException e) {
            return NextBoot.uncertain(String.valueOf(e.getMessage()));
        }
    }

    private NextBoot nextBoot(String folder) throws IOException {
        String blockFile = grub.path(folder, "grubenv");
        String block = files.text(blockFile).orElse("");
        String once = GrubEnvironment.value(block, GrubEnvironment.NEXT_ENTRY);
        if (!once.isEmpty()) {
            return chosen(folder, once, GrubEnvironment.NEXT_ENTRY + " in " + blockFile);
        }
        Optional<NextBoot> known = grubby.defaultKernel();
        if (known.isPresent()) {
            return known.get();
        }
        String saved = GrubEnvironment.value(block, GrubEnvironment.SAVED_ENTRY);
        return chosen(folder, saved, GrubEnvironment.SAVED_ENTRY + " in " + blockFile);
    }

    private NextBoot chosen(String folder, String wanted, String source) throws IOException {
        String configFile = grub.path(folder, "grub.cfg");
        GrubConfig config = GrubConfig.parse(files.text(configFile).orElse(""));
        List<BootEntry> menu = config.menu(entries.read());
        if (menu.isEmpty()) {
            return new NextBoot("", "no boot loader entries are in " + LoaderEntries.FOLDER);
        }
        boolean isFixed =
                !config.fixedDefault().isEmpty() && !source.startsWith(GrubEnvironment.NEXT_ENTRY);
        Optional<BootEntry> entry = BootEntry.find(menu, isFixed ? config.fixedDefault() : wanted);
        return entry.isPresent()
                ? new NextBoot(entry.get().kernel(), isFixed ? configFile : source)
                : new NextBoot(menu.get(0).kernel(), "the first boot loader entry");
    }
}
