package io.github.kernelpin.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text, of which the last one is folded to fit a terminal. */
public final class Table {

    /** With less room than this the last column stands below the others. */
    private static final int LAST_COLUMNS_MIN = 20;

    private static final int BELOW_BLANKS = 4;

    /** Something longer is out of line: the other rows are not padded for it. */
    private static final int ALIGNED_COLUMNS_MAX = 64;

    private static final String GAP = "  ";

    private final Colors ink;
    private final List<Row> rows = new ArrayList<>();

    private static final class Row {
        private final String[] cells;
        private final Colors.Tone[] tones;

        Row(String[] cells) {
            this.cells = cells;
            this.tones = new Colors.Tone[cells.length];
            Arrays.fill(tones, Colors.Tone.NONE);
        }
    }

    public Table(Colors ink, String... header) {
        this.ink = ink;
        add(header);
    }

    /** Takes as many cells as the header has. */
    public void add(String... cells) {
        String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            // The first cell begins a line, and the last may be folded.
            row[i] = SafeText.printable(cells[i]);
        }
        rows.add(new Row(row));
    }

    /** Says how a cell of the row that was added last stands out. */
    public void paint(int column, Colors.Tone tone) {
        rows.get(rows.size() - 1).tones[column] = tone;
    }

    public String text() {
        int last = rows.get(0).cells.length - 1;
        int[] widths = new int[last];
        int start = 0;
        for (int i = 0; i < last; i++) {
            for (Row row : rows) {
                int length = row.cells[i].length();
                widths[i] = Math.max(widths[i], length <= ALIGNED_COLUMNS_MAX ? length : 0);
            }
            start += widths[i] + GAP.length();
        }
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            for (int i = 0; i < last; i++) {
                text.append(ink.paint(row.tones[i], row.cells[i]));
                text.append(" ".repeat(Math.max(0, widths[i] - row.cells[i].length()))).append(GAP);
            }
            appendLast(text, row, start);
        }
        return text.toString();
    }

    private void appendLast(StringBuilder text, Row row, int start) {
        String cell = row.cells[row.cells.length - 1];
        int room = TextWrapper.COLUMNS_MAX - start;
        boolean isBelow = room < LAST_COLUMNS_MIN && cell.length() > room;
        int indent = isBelow ? BELOW_BLANKS : start;
        String left = "";
        if (isBelow) {
            endLine(text);
            room = TextWrapper.COLUMNS_MAX - indent;
            left = " ".repeat(indent);
        }
        for (String part : TextWrapper.fold(cell, room, room)) {
            String shown = SafeText.noCommand(part);
            text.append(left).append(ink.paint(row.tones[row.cells.length - 1], shown));
            endLine(text);
            left = " ".repeat(indent);
        }
    }

    private static void endLine(StringBuilder text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        text.append('\n');
    }
}
