package io.github.kernelpin.model.transaction;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes passwords and names of users out of the words of a command line, before anything is kept or
 * printed of them: values of options such as {@code proxy_password}, and what stands before the
 * {@code @} of an address.
 *
 * <p>The hook comes through here, so it does without regular expressions.
 */
public final class CommandSecrets {

    /** What stands in their place. */
    public static final String PLACEHOLDER = "***";

    /** What the names of options that hold secrets end in. */
    private static final String[] KEYS = {"password=", "passwd=", "username=", "token="};

    private static final String SCHEME_END = "://";

    private CommandSecrets() {}

    /** The words without secrets. */
    static List<String> masked(List<String> words) {
        List<String> masked = new ArrayList<>();
        for (String word : words) {
            masked.add(masked(word));
        }
        return masked;
    }

    /** A word without secrets. */
    public static String masked(String word) {
        String text = withoutUsers(word);
        for (String key : KEYS) {
            int end = endOf(key, text);
            if (end > 0 && end < text.length()) {
                return text.substring(0, end) + PLACEHOLDER;
            }
        }
        return text;
    }

    /** What another program says, word by word. */
    public static String maskedText(String text) {
        StringBuilder masked = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                masked.append(masked(text.substring(start, i)));
                if (i < text.length()) {
                    masked.append(text.charAt(i));
                }
                start = i + 1;
            }
        }
        return masked.toString();
    }

    /** Where the key ends for the first time, in whatever case it is; -1 if it is nowhere. */
    private static int endOf(String key, String text) {
        for (int i = 0; i + key.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, key, 0, key.length())) {
                return i + key.length();
            }
        }
        return -1;
    }

    private static String withoutUsers(String word) {
        int scheme = word.indexOf(SCHEME_END);
        if (scheme < 0) {
            return word;
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (scheme >= 0) {
            int start = scheme + SCHEME_END.length();
            int end = start;
            while (end < word.length() && isOfAuthority(word.charAt(end))) {
                end++;
            }
            int at = word.lastIndexOf('@', end - 1);
            text.append(word, from, start);
            from = start;
            if (at > start) {
                text.append(PLACEHOLDER);
                from = at;
            }
            scheme = word.indexOf(SCHEME_END, Math.max(from, start));
        }
        return text.append(word, from, word.length()).toString();
    }

    private static boolean isOfAuthority(char c) {
        return c != '/' && c != '?' && c != '#' && !Character.isWhitespace(c);
    }
}
