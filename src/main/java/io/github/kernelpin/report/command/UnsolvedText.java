package io.github.kernelpin.report.command;

import io.github.kernelpin.model.transaction.BuildWithoutKernel;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import java.util.List;

/** What is said where dnf finds no transaction, as packages need a kernel that is kept out. */
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
        text.append("dnf finds no transaction: a package needs a kernel that stays out\n");
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
        return start(build)
                + build.need()
                + ", which "
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

    private static String start(BuildWithoutKernel build) {
        List<String> others = build.neededBy();
        if (others.isEmpty()) {
            return build.build() + " needs ";
        }
        return String.join(", ", others)
                + (others.size() == 1 ? " needs " : " need ")
                + build.build()
                + ", and that needs ";
    }
}
