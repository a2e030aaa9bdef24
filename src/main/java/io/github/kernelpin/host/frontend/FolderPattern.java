package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.TextFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path of a folder with {@code *}, {@code ?} and {@code [...]} in it, as Python's glob takes it;
 * dnf looks for plugins in whatever {@code pluginpath} leads to in this way (dnf/plugin.py).
 */
final class FolderPattern {

    private static final Pattern MAGIC = Pattern.compile("[*?\\[]");

    private FolderPattern() {}

    /** The folders, in the order of their names; a path without such characters is one. */
    static List<String> folders(TextFiles files, String pattern) throws IOException {
        if (!MAGIC.matcher(pattern).find()) {
            return List.of(pattern);
        }
        List<String> found = List.of("");
        for (String name : pattern.split("/", -1)) {
            if (!name.isEmpty()) {
                found = below(files, found, name);
            }
        }
        return found;
    }

    private static List<String> below(TextFiles files, List<String> folders, String name)
            throws IOException {
        List<String> found = new ArrayList<>();
        for (String folder : folders) {
            if (!MAGIC.matcher(name).find()) {
                found.add(folder + "/" + name);
                continue;
            }
            Pattern wanted = pattern(name);
            for (String each : files.names(folder)) {
                boolean isShown = !each.startsWith(".") || name.startsWith(".");
                if (isShown && wanted.matcher(each).matches()) {
                    found.add(folder + "/" + each);
                }
            }
        }
        return found;
    }

    /** Python's fnmatch as a regular expression. */
    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at);
            int end = c == '[' ? endOfSet(glob, at) : -1;
            if (end > 0) {
                regex.append(set(glob.substring(at + 1, end)));
                at = end;
            } else {
                String literal = Pattern.quote(String.valueOf(c));
                regex.append(c == '*' ? ".*" : c == '?' ? "." : literal);
            }
            at++;
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            // A range that runs backwards matches nothing.
            return Pattern.compile("(?!)");
        }
    }

    /** Where a set of characters ends, or -1; a bracket that comes first belongs to it. */
    private static int endOfSet(String glob, int start) {
        int first = start + (glob.startsWith("!", start + 1) ? 2 : 1);
        return glob.indexOf(']', first + 1);
    }

    private static String set(String characters) {
        boolean isNegated = characters.startsWith("!");
        String escaped =
                characters.substring(isNegated ? 1 : 0).replaceAll("[\\[\\]\\\\&^]", "\\\\$0");
        return (isNegated ? "[^" : "[") + escaped + "]";
    }
}
