package io.github.kernelpin.cases.run;

import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.cases.file.BadCaseException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.host.dnf.DnfVerb;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments that a case may give dnf: those of a transaction in the case's root.
 *
 * <p>Cases come from other people's branches, and dnf runs as root: no option may lead it to
 * another root, configuration or repository, and no word to a file or the network.
 */
final class CaseArguments {

    private static final String EXCLUDE = "--exclude=";

    private static final List<String> OPTIONS =
            List.of(
                    "--allowerasing",
                    "--best",
                    "--nobest",
                    "--noautoremove",
                    "--oldinstallonly",
                    "--skip-broken");

    /** Commands that need what a case's root does not have. */
    private static final List<String> IN_VAIN =
            List.of(
                    "group",
                    "grouperase",
                    "groupinstall",
                    "groupremove",
                    "groups",
                    "groupupdate",
                    "grp",
                    "hist",
                    "history");

    /** Commands that have nothing to do on a host in order, if they stand alone. */
    private static final List<String> WHOLE_HOST =
            List.of(
                    "autoremove",
                    "distro-sync",
                    "distrosync",
                    "update",
                    "upgrade",
                    "upgrade-minimal");

    private CaseArguments() {}

    /**
     * Refuses whatever else there is.
     *
     * @throws BadCaseException with the position of each
     */
    static void check(List<TransactionCase.Word> arguments) throws BadCaseException {
        List<String> words = new ArrayList<>();
        List<FileError> errors = new ArrayList<>();
        for (TransactionCase.Word each : arguments) {
            words.add(each.text());
            String problem = problem(each.text());
            if (!problem.isEmpty()) {
                errors.add(new FileError(each.location(), "\"" + each.text() + "\" " + problem));
            }
        }
        String problem = problemOfCommand(words);
        if (!problem.isEmpty()) {
            errors.add(
                    0,
                    new FileError(
                            arguments.get(0).location(),
                            "\"dnf " + String.join(" ", words) + "\" is not run: " + problem));
        }
        if (!errors.isEmpty()) {
            throw new BadCaseException(errors);
        }
    }

    /** Tells whether it is no slip of the pen if dnf has nothing to do. */
    static boolean mayFindNothing(List<String> words) {
        boolean isAlone = true;
        for (String word : words.subList(1, words.size())) {
            isAlone &= word.startsWith("-");
        }
        return isAlone && WHOLE_HOST.contains(words.get(0));
    }

    private static String problemOfCommand(List<String> words) {
        if (IN_VAIN.contains(words.get(0))) {
            return "the root of a case has neither groups nor a history";
        }
        return DnfVerb.isFirstOf(words)
                ? ""
                : "expected a command first that ends in a transaction, such as upgrade, install"
                        + " or remove";
    }

    private static String problem(String word) {
        if (word.startsWith("-") && !word.startsWith(EXCLUDE) && !OPTIONS.contains(word)) {
            return "is no option for a case: expected "
                    + String.join(", ", OPTIONS)
                    + " or "
                    + EXCLUDE
                    + "PACKAGE";
        }
        return word.contains("://") || word.endsWith(".rpm")
                ? "names a file: expected packages of the repository"
                : "";
    }
}
