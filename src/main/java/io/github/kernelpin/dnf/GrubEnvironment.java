package io.github.kernelpin.dnf;

/** GRUB's environment block, in which {@code saved_entry} names the boot entry it takes next. */
final class GrubEnvironment {

    private static final String KEY = "saved_entry=";
    private static final int MACHINE_ID_DIGITS = 32;

    private GrubEnvironment() {}

    /**
     * The kernel of the saved entry as {@code uname -r} names it, or the empty string.
     *
     * <p>Boot loader entries are called MACHINE_ID-KERNEL (kernel-install's
     * 90-loaderentry.install).
     */
    static String savedKernel(String block) {
        int start = block.startsWith(KEY) ? 0 : block.indexOf("\n" + KEY) + 1;
        if (start == 0 && !block.startsWith(KEY)) {
            return "";
        }
        int end = block.indexOf('\n', start);
        String entry = block.substring(start + KEY.length(), end < 0 ? block.length() : end);
        boolean hasMachineId = entry.indexOf('-') == MACHINE_ID_DIGITS;
        return hasMachineId ? entry.substring(MACHINE_ID_DIGITS + 1) : entry;
    }
}
