package io.github.kernelpin.model.boot;

/** {@code /etc/sysconfig/kernel}, a list of shell assignments. */
public final class SysconfigKernel {

    private static final String UPDATES_DEFAULT = "UPDATEDEFAULT";

    private SysconfigKernel() {}

    /**
     * Tells whether a kernel that is installed becomes what boots next: {@code UPDATEDEFAULT=yes},
     * as kernel-install's 20-grub.install and grubby's new-kernel-pkg read it. The last assignment
     * counts.
     */
    public static boolean updatesDefault(String text) {
        boolean updates = false;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end == -1 ? text.length() : end).strip();
            start = end == -1 ? text.length() : end + 1;
            if (line.startsWith(UPDATES_DEFAULT + "=")) {
                updates = unquoted(line.substring(UPDATES_DEFAULT.length() + 1)).equals("yes");
            }
        }
        return updates;
    }

    private static String unquoted(String value) {
        int comment = value.indexOf(" #");
        String bare = (comment == -1 ? value : value.substring(0, comment)).strip();
        boolean isQuoted =
                bare.length() > 1
                        && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
                        && bare.charAt(0) == bare.charAt(bare.length() - 1);
        return isQuoted ? bare.substring(1, bare.length() - 1) : bare;
    }
}
