package io.github.kernelpin.report.text;

import java.util.ArrayList;
import java.util.List;

/** Folds prose to the columns of a terminal; the hook's text comes through here as well. */
public final class TextWrapper {

    public static final int COLUMNS_MAX = 80;

    /** Deeper than any list stands below its head: what goes on is told from what is new. */
    private static final int HANGING_BLANKS = 4;

    private TextWrapper() {}

    /** One line or more of harmless text, each with its end. */
    public static String of(String start, String content) {
        StringBuilder text = new StringBuilder();
        append(text, start, content);
        return text.toString();
    }

    /**
     * Adds a line, and what of it does not fit as further lines.
     *
     * @param start what is not folded, and whose blanks say how far all of it is indented
     */
    public static void append(StringBuilder text, String start, String content) {
        append(text, start, content, COLUMNS_MAX);
    }

    /**
     * The same, for a line that somebody else puts something in front of.
     *
     * @param columnsFirst the room of the first line
     */
    public static void append(StringBuilder text, String start, String content, int columnsFirst) {
        int blanks = 0;
        while (blanks < start.length() && start.charAt(blanks) == ' ') {
            blanks++;
        }
        String indent = " ".repeat(blanks + HANGING_BLANKS);
        String left = SafeText.printable(start);
        int first = columnsFirst - left.length();
        int rest = COLUMNS_MAX - indent.length();
        for (String line : fold(SafeText.printable(content), first, rest)) {
            text.append(SafeText.noCommand(left + line)).append('\n');
            left = indent;
        }
    }

    /** Breaks at blanks; a word that is too long stays whole. */
    static List<String> fold(String content, int columnsFirst, int columnsRest) {
        List<String> lines = new ArrayList<>();
        int room = columnsFirst;
        int from = 0;
        while (content.length() - from > room) {
            int end = end(content, from, room, columnsRest);
            lines.add(content.substring(from, end).stripTrailing());
            from = end;
            while (from < content.length() && content.charAt(from) == ' ') {
                from++;
            }
            room = columnsRest;
        }
        if (from < content.length() || lines.isEmpty()) {
            lines.add(content.substring(from));
        }
        return lines;
    }

    /**
     * Where a line ends: behind a colon if all the rest then fits the next line, or else as late as
     * can be, though not inside parentheses if there is another way.
     */
    private static int end(String content, int from, int room, int rest) {
        int colon = 0;
        int outside = 0;
        int anywhere = 0;
        int depth = 0;
        for (int i = from; i < content.length(); i++) {
            if (i - from > room && anywhere > 0) {
                break;
            }
            char c = content.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (c == ' ' && mayEnd(content, from, i)) {
                anywhere = i;
                outside = depth == 0 ? i : outside;
                boolean isColon = depth == 0 && content.charAt(i - 1) == ':';
                colon = isColon && content.length() - i - 1 <= rest ? i : colon;
            }
        }
        if (colon > 0) {
            return colon;
        }
        if (outside > 0) {
            return outside;
        }
        return anywhere > 0 ? anywhere : content.length();
    }

    /** An arrow stays with what it points to, and "from" with the place. */
    private static boolean mayEnd(String content, int from, int blank) {
        return blank > from
                && !content.startsWith("->", blank - 2)
                && !content.startsWith(" from", blank - 5);
    }
}
