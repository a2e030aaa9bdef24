package io.github.kernelpin.report.text;

/** Makes text from repositories and requests harmless on a terminal and in a shell. */
public final class SafeText {

    private SafeText() {}

    /**
     * Replaces control characters, and the invisible ones that turn text around or hide in it, by
     * question marks.
     */
    public static String printable(String untrusted) {
        StringBuilder safe = null;
        for (int i = 0; i < untrusted.length(); i++) {
            if (isHarmful(untrusted.charAt(i))) {
                if (safe == null) {
                    safe = new StringBuilder(untrusted);
                }
                safe.setCharAt(i, '?');
            }
        }
        return safe == null ? untrusted : safe.toString();
    }

    private static boolean isHarmful(char c) {
        if (c < 0x7f) {
            return c < ' ';
        }
        return c < 0xa0
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.FORMAT
                || c == '\u2028'
                || c == '\u2029';
    }

    /** Quotes a word for a POSIX shell where it needs it. */
    public static String shellWord(String untrusted) {
        String word = printable(untrusted);
        boolean plain = !word.isEmpty();
        for (int i = 0; i < word.length() && plain; i++) {
            char c = word.charAt(i);
            boolean alphanumeric =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            plain = alphanumeric || "@%+=:,./_-".indexOf(c) >= 0;
        }
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
