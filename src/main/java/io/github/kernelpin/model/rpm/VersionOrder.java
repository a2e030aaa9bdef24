package io.github.kernelpin.model.rpm;

/**
 * rpm's order of version strings: {@code rpmvercmp} in rpm's rpmvercmp.c, tilde and caret included.
 */
public final class VersionOrder {

    private VersionOrder() {}

    /** Returns -1, 0 or 1 as {@code a} is older than, the same as or newer than {@code b}. */
    public static int compare(String a, String b) {
        if (a.equals(b)) {
            // Most versions of kernels are.
            return 0;
        }
        int i = 0;
        int j = 0;
        while (true) {
            i = skipSeparators(a, i);
            j = skipSeparators(b, j);
            boolean marked = isMark(a, i) || isMark(b, j);
            if (marked && isMark(a, i) && isMark(b, j) && a.charAt(i) == b.charAt(j)) {
                i++;
                j++;
                continue;
            }
            if (marked) {
                return compareMarks(a, i, b, j);
            }
            if (i == a.length() || j == b.length()) {
                return Boolean.compare(i < a.length(), j < b.length());
            }
            boolean numeric = isDigit(a.charAt(i));
            int endOfA = endOfSegment(a, i, numeric);
            int endOfB = endOfSegment(b, j, numeric);
            if (j == endOfB) {
                // A number is newer than letters.
                return numeric ? 1 : -1;
            }
            int order =
                    numeric
                            ? compareNumbers(a, i, endOfA, b, j, endOfB)
                            : compareLetters(a, i, endOfA, b, j, endOfB);
            if (order != 0) {
                return order;
            }
            i = endOfA;
            j = endOfB;
        }
    }

    /** A tilde sorts before everything, even the end; a caret after the end and before the rest. */
    private static int compareMarks(String a, int i, String b, int j) {
        if (isAt(a, i, '~') || isAt(b, j, '~')) {
            return isAt(a, i, '~') ? -1 : 1;
        }
        if (isAt(a, i, '^')) {
            return j == b.length() ? 1 : -1;
        }
        return i == a.length() ? -1 : 1;
    }

    private static boolean isMark(String text, int index) {
        return isAt(text, index, '~') || isAt(text, index, '^');
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Tells whether a character counts in the order, rather than separating what does. */
    public static boolean isSignificant(char c) {
        return isDigit(c) || isLetter(c) || c == '~' || c == '^';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isAt(String text, int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private static int skipSeparators(String text, int from) {
        int i = from;
        while (i < text.length()) {
            if (isSignificant(text.charAt(i))) {
                break;
            }
            i++;
        }
        return i;
    }

    private static int endOfSegment(String text, int from, boolean numeric) {
        int i = from;
        while (i < text.length()
                && (numeric ? isDigit(text.charAt(i)) : isLetter(text.charAt(i)))) {
            i++;
        }
        return i;
    }

    private static int compareNumbers(
            String a, int startA, int endA, String b, int startB, int endB) {
        int i = skipZeros(a, startA, endA);
        int j = skipZeros(b, startB, endB);
        int order = Integer.compare(endA - i, endB - j);
        return order != 0 ? order : compareLetters(a, i, endA, b, j, endB);
    }

    private static int skipZeros(String text, int from, int end) {
        int i = from;
        while (i < end && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int compareLetters(
            String a, int startA, int endA, String b, int startB, int endB) {
        return Integer.signum(a.substring(startA, endA).compareTo(b.substring(startB, endB)));
    }
}
