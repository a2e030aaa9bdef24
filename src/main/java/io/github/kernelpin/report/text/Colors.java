package io.github.kernelpin.report.text;

/**
 * How words stand out: in colours on a terminal, or not at all.
 *
 * <p>Text is folded and aligned first and painted then, as escapes have a length but no width.
 */
public enum Colors {
    PLAIN,
    ANSI;

    private static final String ESCAPE = "\u001b[";

    /** What a colour is to say, as the number that terminals know it by. */
    public enum Tone {
        NONE(""),
        HEADING("1"),
        GOOD("32"),
        BAD("31"),
        UNSURE("33");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /** Words of one line. */
    public String paint(Tone tone, String words) {
        return this == PLAIN || tone == Tone.NONE || words.isEmpty()
                ? words
                : ESCAPE + tone.code + "m" + words + ESCAPE + "0m";
    }

    /** Paints a part of a text, line by line and without what indents. */
    public void paint(StringBuilder text, int from, int to, Tone tone) {
        StringBuilder painted = new StringBuilder();
        String end = "";
        for (String line : text.substring(from, to).split("\n", -1)) {
            String words = line.stripLeading();
            painted.append(end).append(line, 0, line.length() - words.length());
            painted.append(paint(tone, words));
            end = "\n";
        }
        text.replace(from, to, painted.toString());
    }
}
