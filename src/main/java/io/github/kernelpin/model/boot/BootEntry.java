package io.github.kernelpin.model.boot;

import io.github.kernelpin.model.rpm.VersionOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of the boot menu.
 *
 * @param kernel what {@code uname -r} will say; empty where the entry does not tell
 */
public record BootEntry(String id, String title, String kernel) {

    /**
     * The order in which GRUB's blscfg.c lists snippets: by id, taken apart like the name of a
     * package, the newest first.
     */
    public static final Comparator<BootEntry> NEWEST_FIRST = new NewestFirst();

    private static final class NewestFirst implements Comparator<BootEntry> {
        @Override
        public int compare(BootEntry a, BootEntry b) {
            String[] first = nameVersionRelease(b.id);
            String[] second = nameVersionRelease(a.id);
            for (int i = 0; i < first.length; i++) {
                int order = VersionOrder.compare(first[i], second[i]);
                if (order != 0) {
                    return order;
                }
            }
            return b.id.compareTo(a.id);
        }

        private static String[] nameVersionRelease(String id) {
            int dash = id.lastIndexOf('-');
            if (dash == -1) {
                return new String[] {id, "", ""};
            }
            int before = id.lastIndexOf('-', dash - 1);
            return before == -1
                    ? new String[] {id.substring(0, dash), id.substring(dash + 1), ""}
                    : new String[] {
                        id.substring(0, before),
                        id.substring(before + 1, dash),
                        id.substring(dash + 1)
                    };
        }
    }

    private static final String IMAGE = "vmlinuz-";
    private static final String RESCUE = "0-rescue-";
    private static final int INDEX_DIGITS_MAX = 4;

    /**
     * Reads a snippet of the Boot Loader Specification as GRUB's blscfg.c does: the first of
     * several keys wins, and a line without a value ends it.
     *
     * @param id the name of its file without {@code .conf}
     * @return nothing if it boots no kernel, since GRUB leaves that out of the menu
     */
    public static Optional<BootEntry> ofSnippet(String id, String text) {
        Map<String, String> values = new HashMap<>();
        for (String line : text.split("\n", -1)) {
            String pair = line.strip().replace('\t', ' ');
            if (pair.startsWith("#")) {
                continue;
            }
            int space = pair.indexOf(' ');
            if (space == -1) {
                break;
            }
            values.putIfAbsent(pair.substring(0, space), pair.substring(space).strip());
        }
        String image = values.get("linux");
        return image == null
                ? Optional.empty()
                : Optional.of(
                        new BootEntry(id, values.getOrDefault("title", image), kernelOf(image)));
    }

    /**
     * The kernel of an image, as {@code 4.18.0-305.el8.x86_64} of {@code
     * /boot/vmlinuz-4.18.0-305.el8.x86_64}; empty for a rescue image, which hides its version, and
     * for other names.
     *
     * <p>kernel-install may also put it into a folder named after the kernel (90-loaderentry).
     */
    public static String kernelOf(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        if (name.startsWith(IMAGE)) {
            String kernel = name.substring(IMAGE.length());
            return kernel.startsWith(RESCUE) ? "" : kernel;
        }
        String[] folders = image.split("/", -1);
        return name.equals("linux") && folders.length > 2 ? folders[folders.length - 2] : "";
    }

    /**
     * The entry of a menu that a default means: by id, else by title, else by its place (rhboot's
     * menu.c), or nothing if there is none such. What follows a {@code >} is an entry of a submenu.
     */
    public static Optional<BootEntry> find(List<BootEntry> menu, String path) {
        int submenu = path.indexOf('>');
        String wanted = submenu == -1 ? path : path.substring(0, submenu);
        for (BootEntry entry : menu) {
            if (entry.id.equals(wanted)) {
                return Optional.of(entry);
            }
        }
        for (BootEntry entry : menu) {
            if (entry.title.equals(wanted)) {
                return Optional.of(entry);
            }
        }
        int index = indexOf(wanted);
        return index >= 0 && index < menu.size() ? Optional.of(menu.get(index)) : Optional.empty();
    }

    private static int indexOf(String wanted) {
        if (wanted.isEmpty() || wanted.length() > INDEX_DIGITS_MAX) {
            return -1;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (!VersionOrder.isDigit(wanted.charAt(i))) {
                return -1;
            }
        }
        return Integer.parseInt(wanted);
    }
}
