package io.github.kernelpin.config.pin;

import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import java.util.ArrayList;
import java.util.List;

/**
 * A pin of one module that is still to be written.
 *
 * @param origin what the pin was read from, as a comment says it
 * @param variant the only kernel variant that it is about; empty for no such limit
 * @param version the range of versions that were tested; empty where that is not known
 * @param isHolding whether it is to hold kernels back, rather than do what pins usually do here
 */
public record PinDraft(
        String origin,
        String id,
        String reason,
        String kernel,
        String variant,
        String module,
        String packageName,
        String version,
        boolean isHolding) {

    /**
     * What is wrong with what somebody typed, in the words of {@code kernelpin lint}; nothing if it
     * makes a good pin file.
     */
    public List<String> problems(RhelMinors minors) {
        List<FileError> errors = new ArrayList<>();
        PinFile.parse(id, toml(), minors, Pin.Action.REFUSE, errors);
        List<String> problems = new ArrayList<>();
        for (FileError error : errors) {
            problems.add(error.message());
        }
        if (id.startsWith(".")) {
            problems.add("id begins with a dot: pins in hidden files are not read");
        }
        return problems;
    }

    /** The file. */
    public String toml() {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(printableLine(origin)).append('\n');
        text.append("[[pin]]\n");
        entry(text, "id", quoted(id));
        if (!reason.isEmpty()) {
            entry(text, "reason", quoted(reason));
        }
        entry(text, "kernel", "[" + quoted(kernel) + "]");
        if (!variant.isEmpty()) {
            entry(text, "variant", "[" + quoted(variant) + "]");
        }
        if (isHolding) {
            entry(text, "action", quoted(Pin.Action.HOLD.id()));
        }
        text.append("\n[[pin.module]]\n");
        entry(text, "name", quoted(module));
        if (!packageName.isEmpty()) {
            entry(text, "package", quoted(packageName));
        }
        if (!version.isEmpty()) {
            text.append("# Widen it to what has been tested: \">= 9.1.2, < 9.2\"\n");
            entry(text, "version", quoted(version));
        }
        return text.toString();
    }

    private static void entry(StringBuilder text, String key, String value) {
        text.append(key).append(" ".repeat(8 - key.length())).append("= ").append(value);
        text.append('\n');
    }

    private static String printableLine(String comment) {
        String quoted = quoted(comment);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** A basic string of TOML, in which nothing is invisible. */
    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int type = Character.getType(c);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c == '\t') {
                text.append("\\t");
            } else if (Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                text.append("\\u").append(hexadecimal(c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    private static String hexadecimal(char c) {
        String digits = Integer.toHexString(c);
        return "0".repeat(4 - digits.length()) + digits;
    }
}
