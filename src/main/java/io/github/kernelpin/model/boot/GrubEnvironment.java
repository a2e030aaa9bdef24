package io.github.kernelpin.model.boot;

/** GRUB's environment block, in which {@code grub.cfg} finds the boot entry that it takes next. */
public final class GrubEnvironment {

    /** Names the entry for one boot only; GRUB empties it before it boots that. */
    public static final String NEXT_ENTRY = "next_entry";

    /** Names the entry for every boot. */
    public static final String SAVED_ENTRY = "saved_entry";

    private static final int MACHINE_ID_DIGITS = 32;

    private GrubEnvironment() {}

    /** The value of a variable, or the empty string where it is not set. */
    public static String value(String block, String variable) {
        String key = variable + "=";
        int start = block.startsWith(key) ? 0 : block.indexOf("\n" + key) + 1;
        if (start == 0 && !block.startsWith(key)) {
            return "";
        }
        int end = block.indexOf('\n', start);
        return block.substring(start + key.length(), end == -1 ? block.length() : end);
    }

    /**
     * The kernel that boots next as {@code uname -r} names it, or the empty string, as far as the
     * block alone tells.
     *
     * <p>grub.cfg prefers {@code next_entry} (grub-mkconfig's 00_header). Boot loader entries are
     * called MACHINE_ID-KERNEL (kernel-install's 90-loaderentry.install), and have a title "NAME
     * (KERNEL) VERSION" (grub2's 20-grub.install), which is what RHEL 7 saves.
     */
    public static String bootKernel(String block) {
        String next = value(block, NEXT_ENTRY);
        String entry = next.isEmpty() ? value(block, SAVED_ENTRY) : next;
        if (entry.indexOf('-') == MACHINE_ID_DIGITS) {
            return entry.substring(MACHINE_ID_DIGITS + 1);
        }
        int open = entry.indexOf(" (");
        int close = entry.indexOf(')', open);
        return open != -1 && close != -1 ? entry.substring(open + 2, close) : entry;
    }
}
