package io.github.kernelpin.cli;

import io.github.kernelpin.config.BadCaseException;
import io.github.kernelpin.config.PinError;
import io.github.kernelpin.config.TransactionCase;
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

    private CaseArguments() {}

    /**
     * Refuses whatever else there is.
     *
     * @throws BadCaseException with the position of each
     */
    static void check(List<TransactionCase.Word> arguments) throws BadCaseException {
        List<String> words = new ArrayList<>();
        List<PinError> errors = new ArrayList<>();
        for (TransactionCase.Word each : arguments) {
            words.add(each.text());
            String problem = problem(each.text());
            if (!problem.isEmpty()) {
                errors.add(new PinError(each.location(), "\"" + each.text() + "\" " + problem));
            }
        }
        if (!DnfVerb.isFirstOf(words)) {
            errors.add(
                    0,
                    new PinError(
                            arguments.get(0).location(),
                            "\"dnf "
                                    + String.join(" ", words)
                                    + "\" is not run: expected a command first that ends in a"
                                    + " transaction, such as upgrade, install or remove"));
        }
        if (!errors.isEmpty()) {
            throw new BadCaseException(errors);
        }
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
