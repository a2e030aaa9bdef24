package io.github.kernelpin.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, of which the last one is folded to fit a terminal. */
final class Table {

    private static final int COLUMNS_MAX = 80;
    private static final int LAST_COLUMNS_MIN = 26;
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    Table(String... header) {
        add(header);
    }

    /** Takes as many cells as the header has. */
    void add(String... cells) {
        String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = SafeText.printable(cells[i]);
        }
        rows.add(row);
    }

    String text() {
        int last = rows.get(0).length - 1;
        int[] widths = new int[last];
        int start = 0;
        for (int i = 0; i < last; i++) {
            for (String[] row : rows) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
            start += widths[i] + GAP.length();
        }
        int room = Math.max(LAST_COLUMNS_MIN, COLUMNS_MAX - start);
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < last; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length())).append(GAP);
            }
            for (String part : fold(row[last], room)) {
                text.append(line.append(part).toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(start));
            }
        }
        return text.toString();
    }

    /** Breaks at blanks outside parentheses; a word that is too long stays whole. */
    private static List<String> fold(String text, int room) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" (?![^(]*\\))", -1)) {
            if (line.isEmpty()) {
                line = word;
            } else if (line.length() + 1 + word.length() > room) {
                lines.add(line);
                line = word;
            } else {
                line += " " + word;
            }
        }
        lines.add(line);
        return lines;
    }
}
