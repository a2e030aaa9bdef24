package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.FrontEnd;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Remedy;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import java.util.ArrayList;
import java.util.List;

/** The end of a refusal: the commands that go on from here. */
final class RemedyText {

    /** Commands are broken at words so that lines stay within a terminal's 80 columns. */
    private static final int COLUMNS_MAX = 78;

    /** What nobody would paste. */
    private static final int WORDS_MAX = 1_000;

    private final Request request;
    private final DnfCommands commands;

    RemedyText(Request request) {
        this.request = request;
        this.commands = new DnfCommands(request);
    }

    void appendTo(StringBuilder text, List<Remedy> remedies) {
        text.append("  Nothing was changed. You can\n");
        for (Remedy remedy : remedies) {
            // Not a switch over the types: that goes through invokedynamic.
            if (remedy instanceof Remedy.InstallRest rest) {
                append(text, rest);
            } else if (remedy instanceof Remedy.NoRest none) {
                TextWrapper.append(text, "    ", "install nothing else: " + none.reason());
            } else if (remedy instanceof Remedy.InstallKernel kernel) {
                append(
                        text,
                        "take the newest kernel that fits:",
                        commands.install(kernel.packages()));
            } else if (remedy instanceof Remedy.InstallPair pair) {
                append(text, pair);
            } else if (remedy instanceof Remedy.StayWith kernel) {
                TextWrapper.append(
                        text,
                        "    ",
                        "stay with "
                                + kernel.kernel().withoutArch()
                                + ": it fits and is installed");
            } else if (remedy instanceof Remedy.WaitForKernel) {
                text.append("    take no other kernel: none that dnf can see fits every pin\n");
            } else if (remedy instanceof Remedy.RaiseLimit limit) {
                append(text, limit);
            } else if (remedy instanceof Remedy.LiftPins lift) {
                new LiftText(request).appendTo(text, lift);
            }
        }
    }

    private void append(StringBuilder text, Remedy.InstallRest rest) {
        if (commands.areKnown()) {
            append(text, label("install everything else", rest), commands.withoutPackages(rest));
        } else if (request.command().frontEnd() == FrontEnd.AUTOMATIC) {
            String where = "have dnf-automatic leave these out: [base] in automatic.conf";
            text.append("    ").append(label(where, rest)).append('\n');
            appendSetting(text, "excludepkgs = ", rest);
            text.append(rest.takesBest() ? "" : "      best = False\n");
        } else if (request.command().frontEnd() == FrontEnd.ANSIBLE) {
            String where = "have Ansible's module leave these out";
            text.append("    ").append(label(where, rest)).append('\n');
            appendSetting(text, "exclude: ", rest);
            text.append(rest.takesBest() ? "" : "      nobest: true\n");
        } else {
            append(text, label("have dnf leave these out", rest), rest.excludes());
        }
    }

    private static void appendSetting(StringBuilder text, String key, Remedy.InstallRest rest) {
        text.append("      ").append(key);
        text.append(SafeText.printable(String.join(",", rest.excludes()))).append('\n');
    }

    /** What nobody has tried is not vouched for. */
    private static String label(String what, Remedy.InstallRest rest) {
        return what + (rest.isTried() ? ":" : " (not tried):");
    }

    private void append(StringBuilder text, Remedy.InstallPair pair) {
        List<String> names = new ArrayList<>();
        for (Nevra each : pair.builds()) {
            names.add(each.withoutArch());
        }
        String label =
                "take kernel "
                        + pair.kernel().evr()
                        + " together with "
                        + SafeText.printable(String.join(", ", names))
                        + ":";
        append(text, label, commands.install(pair.packages()));
    }

    private void append(StringBuilder text, Remedy.RaiseLimit limit) {
        String label = "keep the old kernels as well:";
        if (commands.areKnown()) {
            append(text, label, commands.withLimit(limit.installonlyLimit()));
        } else {
            text.append("    ").append(label).append(" set installonly_limit to ");
            text.append(limit.installonlyLimit()).append('\n');
        }
    }

    private static void append(StringBuilder text, String label, List<String> words) {
        if (words.size() > WORDS_MAX) {
            text.append("    ").append(label);
            text.append(" the command would have ").append(words.size()).append(" words\n");
            return;
        }
        text.append("    ").append(label).append('\n');
        appendCommand(text, words);
    }

    /** A command, with its words as a shell reads them. */
    static void appendCommand(StringBuilder text, List<String> words) {
        text.append("      ");
        int column = 6;
        for (int i = 0; i < words.size(); i++) {
            String word = SafeText.shellWord(words.get(i));
            if (i > 0 && column + 1 + word.length() > COLUMNS_MAX) {
                text.append(" \\\n        ");
                column = 8;
            } else if (i > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }
}
