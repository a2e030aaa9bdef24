package io.github.kernelpin.model.boot;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code grub.cfg} puts into the boot menu, as far as grub-mkconfig's own scripts write it.
 *
 * <p>It is a program and is not run: what stands in a condition, and is therefore indented, is no
 * entry, and a submenu is an entry without a kernel.
 *
 * @param entries the menu entries it spells out
 * @param snippets at which place in the menu the snippets of the Boot Loader Specification come; -1
 *     if they don't
 * @param fixedDefault the default entry; empty if the environment block names it
 */
public record GrubConfig(List<BootEntry> entries, int snippets, String fixedDefault) {

    public GrubConfig {
        entries = List.copyOf(entries);
    }

    /** Reads the file; an empty text stands for one that is not there. */
    public static GrubConfig parse(String text) {
        List<BootEntry> entries = new ArrayList<>();
        int snippets = -1;
        String fixedDefault = null;
        boolean open = false;
        for (String line : text.split("\n", -1)) {
            String words = line.strip().replace('\t', ' ');
            if (line.startsWith("menuentry ") || line.startsWith("submenu ")) {
                entries.add(entryOf(words));
                open = line.startsWith("menuentry ");
            } else if (line.startsWith("}")) {
                open = false;
            } else if (open && isKernel(words)) {
                open = false;
                entries.add(withKernel(entries.remove(entries.size() - 1), words));
            } else if (words.equals("blscfg")) {
                snippets = entries.size();
            } else if (words.startsWith("set default=") && !words.contains("{next_entry}")) {
                fixedDefault = fixedDefault == null ? valueOf(words) : fixedDefault;
            }
        }
        // One without any entry is a stub, or cannot be what GRUB reads.
        int place = entries.isEmpty() ? 0 : snippets;
        return new GrubConfig(entries, place, fixedDefault == null ? "" : fixedDefault);
    }

    /** The whole menu, with the snippets, which are sorted already. */
    public List<BootEntry> menu(List<BootEntry> sorted) {
        List<BootEntry> menu = new ArrayList<>(entries);
        if (snippets >= 0) {
            menu.addAll(snippets, sorted);
        }
        return menu;
    }

    /** Reads {@code menuentry 'TITLE' --class gnu $menuentry_id_option 'ID'}. */
    private static BootEntry entryOf(String words) {
        char quote = words.indexOf('\'') != -1 ? '\'' : '"';
        String[] parts = words.split(String.valueOf(quote), -1);
        String title = parts.length > 2 ? parts[1] : "";
        for (int i = 2; i + 1 < parts.length; i += 2) {
            String option = parts[i].strip();
            if (option.endsWith("$menuentry_id_option") || option.endsWith("--id")) {
                return new BootEntry(parts[i + 1], title, "");
            }
        }
        return new BootEntry(title, title, "");
    }

    private static boolean isKernel(String words) {
        return words.startsWith("linux ")
                || words.startsWith("linux16 ")
                || words.startsWith("linuxefi ");
    }

    private static BootEntry withKernel(BootEntry entry, String words) {
        String image = words.substring(words.indexOf(' ')).strip().split(" ", -1)[0];
        return new BootEntry(entry.id(), entry.title(), BootEntry.kernelOf(image));
    }

    /** The value that is set, or nothing where it comes from a variable. */
    private static String valueOf(String words) {
        String value = words.substring(words.indexOf('=') + 1).replace("\"", "");
        return value.contains("$") ? "" : value;
    }
}
