package io.github.kernelpin.model.pin;

import java.util.Collection;
import java.util.Locale;

/** Which name somebody meant who wrote another one. */
public final class NearestName {

    private NearestName() {}

    /** The name with the fewest differences, the first of several; empty if there are no names. */
    public static String of(String word, Collection<String> names) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int edits = edits(word, name);
            if (edits < least) {
                least = edits;
                nearest = name;
            }
        }
        return nearest;
    }

    /** The nearest name if a typing error may have led to the word; else empty. */
    public static String ifClose(String word, Collection<String> names) {
        String nearest = of(word, names);
        int allowed = Math.max(1, Math.min(word.length(), nearest.length()) / 3);
        return !nearest.isEmpty() && edits(word, nearest) <= allowed ? nearest : "";
    }

    /**
     * Levenshtein's distance, in which two neighbours that change places are one difference and
     * small and capital letters none.
     */
    private static int edits(String word, String name) {
        String a = word.toLowerCase(Locale.ROOT);
        String b = name.toLowerCase(Locale.ROOT);
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                row[j] = i == 0 ? j : least(a, b, i, j, before, last, row);
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    private static int least(
            String a, String b, int i, int j, int[] before, int[] last, int[] row) {
        char c = a.charAt(i - 1);
        char d = b.charAt(j - 1);
        int replaced = last[j - 1] + (c == d ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        boolean isSwapped = i > 1 && j > 1 && c == b.charAt(j - 2) && d == a.charAt(i - 2);
        return isSwapped ? Math.min(least, before[j - 2] + 1) : least;
    }
}
