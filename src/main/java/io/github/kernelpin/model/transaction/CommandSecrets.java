package io.github.kernelpin.model.transaction;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes what may be a secret out of the words of a command line, before anything is kept or printed
 * of them: what stands before the {@code @} of an address and behind its {@code ?}, and values of
 * {@code --setopt} but for options that are known to hold none.
 *
 * <p>The hook comes through here, so it does without regular expressions.
 */
public final class CommandSecrets {

    /** What stands in their place. */
    public static final String PLACEHOLDER = "***";

    private static final String SETOPT = "--setopt";

    /** Of a longer beginning dnf knows that it is no {@code --set-enabled}. */
    private static final int SETOPT_MIN = "--seto".length();

    /** What the names of options that hold secrets end in, wherever they stand. */
    private static final String[] KEYS = {
        "password", "passwd", "username", "token", "secret", "authorization"
    };

    private static final String SCHEME_END = "://";

    private CommandSecrets() {}

    /** The words without secrets. */
    public static List<String> masked(List<String> words) {
        List<String> masked = new ArrayList<>();
        boolean isSetting = false;
        for (String word : words) {
            masked.add(isSetting ? maskedSetting(word) : masked(word));
            isSetting = isSetopt(word);
        }
        return masked;
    }

    /** A word without secrets. */
    public static String masked(String word) {
        int equals = word.indexOf('=');
        if (equals > 0 && isSetopt(word.substring(0, equals))) {
            return word.substring(0, equals + 1) + maskedSetting(word.substring(equals + 1));
        }
        return withoutValue(withoutAddresses(word), "=");
    }

    private static boolean isSetopt(String word) {
        return word.length() >= SETOPT_MIN && SETOPT.startsWith(word);
    }

    /** {@code repository.option = value}; dnf takes blanks around them as well. */
    private static String maskedSetting(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 0) {
            return masked(setting);
        }
        String key = setting.substring(0, equals).strip();
        String value = setting.substring(equals + 1);
        if (value.isBlank() || HarmlessOptions.has(key.substring(key.lastIndexOf('.') + 1))) {
            return withoutAddresses(setting);
        }
        return setting.substring(0, equals + 1) + PLACEHOLDER;
    }

    /** What another program says: of a line with the name of a secret all that follows goes. */
    public static String maskedText(String text) {
        StringBuilder masked = new StringBuilder();
        int start = 0;
        while (start <= text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            masked.append(maskedLine(text.substring(start, end)));
            if (newline >= 0) {
                masked.append('\n');
            }
            start = end + 1;
        }
        return masked.toString();
    }

    private static String maskedLine(String line) {
        StringBuilder masked = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || Character.isWhitespace(line.charAt(i))) {
                masked.append(withoutAddresses(line.substring(start, i)));
                if (i < line.length()) {
                    masked.append(line.charAt(i));
                }
                start = i + 1;
            }
        }
        return withoutValue(masked.toString(), "=:");
    }

    /** Without what stands behind the first name of a secret, if one of these signs follows it. */
    private static String withoutValue(String text, String signs) {
        int first = -1;
        for (String key : KEYS) {
            for (int i = 0; i + key.length() <= text.length(); i++) {
                int end = i + key.length();
                if (text.regionMatches(true, i, key, 0, key.length())) {
                    int sign = endOfBlanks(text, end);
                    boolean isKey = sign < text.length() && signs.indexOf(text.charAt(sign)) >= 0;
                    if (isKey && (first < 0 || sign < first)) {
                        first = sign;
                    }
                }
            }
        }
        if (first < 0 || text.substring(first + 1).isBlank()) {
            return text;
        }
        return text.substring(0, endOfBlanks(text, first + 1)) + PLACEHOLDER;
    }

    /** Behind blanks, and what a name may be quoted with. */
    private static int endOfBlanks(String text, int from) {
        int end = from;
        while (end < text.length() && " \t\"'".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private static String withoutAddresses(String word) {
        int scheme = word.indexOf(SCHEME_END);
        return scheme < 0 ? withoutUser(word) : withoutUsers(word, scheme);
    }

    /** {@code user:password@host}, as a proxy may be written; an epoch is no user. */
    private static String withoutUser(String word) {
        int at = word.lastIndexOf('@');
        int colon = at < 0 ? -1 : word.lastIndexOf(':', at);
        int start = colon;
        boolean isName = false;
        while (start > 0 && "=,'\"/(".indexOf(word.charAt(start - 1)) < 0) {
            start--;
            isName |= !Character.isDigit(word.charAt(start));
        }
        return isName && at < word.length() - 1
                ? word.substring(0, start) + PLACEHOLDER + word.substring(at)
                : word;
    }

    private static String withoutUsers(String word, int first) {
        int scheme = first;
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
            int query = word.indexOf('?', end);
            scheme = word.indexOf(SCHEME_END, Math.max(from, start));
            if (query >= 0 && (scheme < 0 || query < scheme)) {
                // What is behind it may have any sign in it, such as the comma of a list.
                return text.append(word, from, query + 1).append(PLACEHOLDER).toString();
            }
        }
        return text.append(word, from, word.length()).toString();
    }

    private static boolean isOfAuthority(char c) {
        return c != '/' && c != '?' && c != '#' && !Character.isWhitespace(c);
    }
}
