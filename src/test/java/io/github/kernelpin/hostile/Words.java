package io.github.kernelpin.hostile;

import java.util.ArrayList;
import java.util.List;

/**
 * A document cut into words, as JSON and TOML have them in common: strings, blanks, names and
 * numbers, and single characters.
 *
 * <p>It need not be a valid one, and the words put together again are the document.
 */
final class Words {

    private static final String OPENING = "[{";
    private static final String CLOSING = "]}";

    private final List<String> words;

    private Words(List<String> words) {
        this.words = words;
    }

    static Words of(String document) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < document.length()) {
            int end = endOfWord(document, at);
            words.add(document.substring(at, end));
            at = end;
        }
        return new Words(words);
    }

    private static int endOfWord(String document, int start) {
        char first = document.charAt(start);
        if (first == '"' || first == '\'') {
            return endOfString(document, start, first);
        }
        int end = start + 1;
        while (end < document.length()
                && kind(first) != 0
                && kind(document.charAt(end)) == kind(first)) {
            end++;
        }
        return end;
    }

    private static int endOfString(String document, int start, char quote) {
        int end = start + 1;
        while (end < document.length()
                && document.charAt(end) != quote
                && document.charAt(end) != '\n') {
            end += document.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, document.length());
    }

    /** 0 for what is a word by itself. */
    private static int kind(char c) {
        if (Character.isLetterOrDigit(c) || "._-+".indexOf(c) >= 0) {
            return 1;
        }
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' ? 2 : 0;
    }

    List<String> all() {
        return words;
    }

    boolean isString(int index) {
        String word = words.get(index);
        return word.length() > 1 && (word.startsWith("\"") || word.startsWith("'"));
    }

    /** Tells whether the word is a string, a number or a name. */
    boolean isValue(int index) {
        String word = words.get(index);
        return isString(index) || (kind(word.charAt(0)) == 1);
    }

    /** Tells whether one word may well stand where the other one does. */
    boolean isAlike(int index, int other) {
        return isValue(other) && isString(index) == isString(other) && isKey(index) == isKey(other);
    }

    /** Tells whether the word is the name of an entry. */
    boolean isKey(int index) {
        int next = index + 1;
        while (next < words.size() && words.get(next).isBlank()) {
            next++;
        }
        return next < words.size()
                && (words.get(next).equals(":") || words.get(next).equals("="))
                && !words.get(index).isBlank();
    }

    /** Where the value of a key starts. */
    int valueOf(int key) {
        int value = key + 1;
        while (value < words.size()
                && (words.get(value).isBlank() || ":=".contains(words.get(value)))) {
            value++;
        }
        return value;
    }

    /** Behind the end of the value that starts here: a word, or all up to the bracket that fits. */
    int endOfValue(int start) {
        int depth = 0;
        for (int i = start; i < words.size(); i++) {
            String word = words.get(i);
            depth += OPENING.contains(word) ? 1 : CLOSING.contains(word) ? -1 : 0;
            if (depth <= 0) {
                return i + 1;
            }
        }
        return words.size();
    }

    /** The document with some of its words replaced. */
    String with(int from, int to, String replacement) {
        int end = Math.max(from, Math.min(to, words.size()));
        return String.join("", words.subList(0, from))
                + replacement
                + String.join("", words.subList(end, words.size()));
    }

    String text(int from, int to) {
        return String.join("", words.subList(from, Math.max(from, Math.min(to, words.size()))));
    }
}
