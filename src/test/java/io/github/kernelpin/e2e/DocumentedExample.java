package io.github.kernelpin.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command lines that the documents show: in blocks of Markdown, and in manual pages. */
final class DocumentedExample {

    /** A command as it is typed, pasted into a workflow, or printed by dnf. */
    private static final Pattern COMMAND =
            Pattern.compile("\\s*(?:[#$] |- run: |script: )?(kernelpin [a-z-].*)");

    /** In running text, a command with arguments is one to try, unless they stand for others. */
    private static final Pattern IN_TEXT =
            Pattern.compile("`(kernelpin [a-z-]+ (?![^`]*\\b[A-Z]{2,}\\b)[^`]+)`");

    /** What the commands' own help says is in the manual pages that are made of it. */
    private static final List<Path> FOLDERS =
            List.of(Path.of("src/site/markdown"), Path.of("src/main/man"), Path.of("target/man"));

    /** A script, which is tested as one. */
    static final String WALK = "## Trying it";

    private DocumentedExample() {}

    static SortedSet<String> all() throws IOException {
        Path readme = Path.of("README.md");
        SortedSet<String> all = new TreeSet<>(in(readme));
        Matcher inText = IN_TEXT.matcher(Files.readString(readme).replace('\n', ' '));
        while (inText.find()) {
            all.add(inText.group(1));
        }
        for (Path folder : FOLDERS) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.sorted().toList()) {
                        all.addAll(in(file));
                    }
                }
            }
        }
        return all;
    }

    private static List<String> in(Path file) throws IOException {
        boolean isManual = file.toString().endsWith(".adoc");
        if (!isManual && !file.toString().endsWith(".md")) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        @Nullable String end = null;
        boolean isInWalk = false;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("## ")) {
                isInWalk = line.equals(WALK);
            }
            Matcher matcher = COMMAND.matcher(line);
            if (end == null) {
                end = endOfBlock(line, isManual);
            } else if (line.strip().equals(end)) {
                end = null;
            } else if (!isInWalk && matcher.matches()) {
                found.add(withoutComment(matcher.group(1)));
            }
        }
        return found;
    }

    /** The line that ends the block that begins here, if one does. */
    private static @Nullable String endOfBlock(String line, boolean isManual) {
        if (isManual) {
            return line.equals("[%hardbreaks]") ? "" : line.equals("----") ? "----" : null;
        }
        return line.strip().startsWith("```") ? "```" : null;
    }

    private static String withoutComment(String command) {
        int comment = command.indexOf("  #");
        int only = comment < 0 ? command.indexOf(" # ") : comment;
        return (only < 0 ? command : command.substring(0, only)).strip();
    }
}
