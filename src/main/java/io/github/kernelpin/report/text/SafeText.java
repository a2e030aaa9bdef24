package io.github.kernelpin.report.text;

/** Makes text from repositories and requests harmless on a terminal and in a shell. */
public final class SafeText {

    private SafeText() {}

    /**
     * Replaces control characters, the invisible ones that turn text around or hide in it, and what
     * would be a command to the runner of a CI, by question marks. So a line that begins with it
     * begins with no command.
     */
    public static String printable(String untrusted) {
        StringBuilder safe = null;
        for (int i = 0; i < untrusted.length(); i++) {
            if (isHarmful(untrusted.charAt(i)) || beginsCommand(untrusted, i)) {
                if (safe == null) {
                    safe = new StringBuilder(untrusted);
                }
                safe.setCharAt(i, '?');
            }
        }
        return noCommand(safe == null ? untrusted : safe.toString());
    }

    /**
     * Takes the beginning of a workflow command out of a line: GitHub's runner obeys {@code ::name}
     * at the start of a line of any program, blanks aside.
     *
     * @param line without its end, and harmless otherwise
     */
    public static String noCommand(String line) {
        int start = 0;
        while (start < line.length() && isBlank(line.charAt(start))) {
            start++;
        }
        return line.startsWith("::", start)
                ? line.substring(0, start) + '?' + line.substring(start + 1)
                : line;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Of {@code ##[error]}, {@code ##vso[task]} and the like, which count anywhere in a line. */
    private static boolean beginsCommand(CharSequence text, int at) {
        int i = at + 2;
        if (i >= text.length() || text.charAt(at) != '#' || text.charAt(at + 1) != '#') {
            return false;
        }
        while (i < text.length() && text.charAt(i) >= 'a' && text.charAt(i) <= 'z') {
            i++;
        }
        return i < text.length() && text.charAt(i) == '[';
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
