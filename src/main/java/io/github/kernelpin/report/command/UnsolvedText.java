package io.github.kernelpin.report.command;

import io.github.kernelpin.model.transaction.BuildWithoutKernel;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import java.util.List;

/**
 * What is said where dnf finds no transaction, as builds of modules need a kernel that is kept out.
 */
public final class UnsolvedText {

    private UnsolvedText() {}

    /**
     * The message, after "kernelpin: ".
     *
     * @param rest the words of a command that dnf has solved without these builds; empty for none
     * @param words what dnf said
     */
    public static String of(List<BuildWithoutKernel> builds, List<String> rest, String words) {
        StringBuilder text = new StringBuilder();
        text.append(
                "dnf finds no transaction: a build of a module needs a kernel that stays out\n");
        for (BuildWithoutKernel each : builds) {
            TextWrapper.append(text, "  ", sentence(each));
        }
        if (!rest.isEmpty()) {
            text.append("  Nothing was changed. You can\n    install everything else:\n      ");
            for (String word : rest) {
                text.append(SafeText.shellWord(word)).append(' ');
            }
            text.setCharAt(text.length() - 1, '\n');
        }
        return text.append("  dnf says\n").append(words).toString();
    }

    private static String sentence(BuildWithoutKernel build) {
        String start = build.build() + " needs " + build.need() + ", which ";
        return start
                + switch (build.obstacle()) {
                    case EXCLUDED ->
                            build.kernel()
                                    + " has, and dnf is told to leave that out"
                                    + " (excludepkgs, --exclude or versionlock)";
                    case CONFLICTING ->
                            build.kernel() + " has, and " + build.by() + " conflicts with that";
                    case MISSING -> "no package has that dnf can see";
                    case OTHER -> "no package has that can be installed";
                };
    }
}
