package io.github.kernelpin.guard;

/** Text of pin files as a spec file may have it: rpmbuild runs what looks like a macro. */
final class SpecText {

    private SpecText() {}

    /**
     * One line that rpmbuild reads as just that text. Control characters, and those that turn text
     * around or hide in it, become question marks.
     */
    static String line(String untrusted) {
        StringBuilder safe = new StringBuilder();
        for (char c : untrusted.strip().toCharArray()) {
            if (c == '%') {
                safe.append("%%");
            } else if (c == '\\') {
                // A backslash joins lines, or hides what follows from the search for a macro's end
                // (copyNextLineFromOFI in rpm's parseSpec.c).
                safe.append("\\%{nil}");
            } else if (c == '\n' || c == '\t') {
                safe.append(' ');
            } else {
                safe.append(isHarmful(c) ? '?' : c);
            }
        }
        return safe.toString();
    }

    private static boolean isHarmful(char c) {
        return Character.isISOControl(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.FORMAT
                || c == '\u2028'
                || c == '\u2029';
    }
}
