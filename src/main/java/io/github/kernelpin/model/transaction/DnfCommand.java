package io.github.kernelpin.model.transaction;

import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;

/**
 * The command line that the transaction comes from, without the secrets in it.
 *
 * @param arguments all of them, without the program; empty under Ansible and other users of dnf's
 *     API
 * @param verb the word among them that names the command, as typed
 * @param command dnf's own name of the command, where the verb may be an alias
 * @param specs the words among them that name packages, groups and files
 * @param frontEnd the program
 */
public record DnfCommand(
        List<String> arguments, String verb, String command, List<Spec> specs, FrontEnd frontEnd) {

    /** A word of the command line and the incoming packages that dnf takes it for. */
    public record Spec(String text, List<Nevra> incoming) {

        public Spec {
            text = CommandSecrets.masked(text);
            incoming = List.copyOf(incoming);
        }
    }

    public DnfCommand {
        arguments = List.copyOf(CommandSecrets.masked(arguments));
        specs = List.copyOf(specs);
    }

    /** A command line of dnf's; a program without one if there are no arguments. */
    public DnfCommand(List<String> arguments, String verb, String command, List<Spec> specs) {
        this(
                arguments,
                verb,
                command,
                specs,
                arguments.isEmpty() ? FrontEnd.PROGRAM : FrontEnd.DNF);
    }
}
