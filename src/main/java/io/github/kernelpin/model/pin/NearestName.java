package io.github.kernelpin.model.pin;

import java.util.Collection;

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

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
