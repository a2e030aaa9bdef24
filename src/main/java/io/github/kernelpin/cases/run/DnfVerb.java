package io.github.kernelpin.cases.run;

import java.util.List;
import java.util.Map;

/**
 * The commands of dnf that end in a transaction, and so in a question whether to run it.
 *
 * <p>{@code --assumeno} answers that question with no. It holds up no other command: {@code dnf
 * mark} or {@code dnf clean} would do what they do.
 */
public final class DnfVerb {

    private static final List<String> ALONE =
            List.of(
                    "autoremove",
                    "distro-sync",
                    "distrosync",
                    "downgrade",
                    "erase",
                    "groupinstall",
                    "install",
                    "reinstall",
                    "remove",
                    "swap",
                    "update",
                    "upgrade",
                    "upgrade-minimal");

    private static final Map<String, List<String>> WITH_SECOND_WORD =
            Map.of(
                    "group", List.of("install", "remove", "upgrade"),
                    "history", List.of("redo", "rollback", "undo"),
                    "module", List.of("install", "remove", "switch-to", "update"));

    private DnfVerb() {}

    /** Tells whether arguments begin with such a command; its options have to follow it. */
    public static boolean isFirstOf(List<String> arguments) {
        String verb = arguments.get(0);
        String second = arguments.size() > 1 ? arguments.get(1) : "";
        return ALONE.contains(verb)
                || WITH_SECOND_WORD.getOrDefault(verb, List.of()).contains(second);
    }
}
