package io.github.kernelpin.host.dnf;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The commands of dnf that end in a transaction, and so in a question whether to run it
 * (dnf/cli/commands: those that set demands.resolving).
 *
 * <p>{@code --assumeno} answers that question with no. It holds up no other command: {@code dnf
 * mark} or {@code dnf clean} would do what they do. {@code dnf shell} ends in as many transactions
 * as it reads, but marks and configures besides.
 */
public final class DnfVerb {

    /** With dnf's other names for the same. */
    private static final List<String> ALONE =
            List.of(
                    "autoremove",
                    "autoremove-n",
                    "autoremove-na",
                    "autoremove-nevra",
                    "dg",
                    "distribution-synchronization",
                    "distro-sync",
                    "distrosync",
                    "downgrade",
                    "dsync",
                    "erase",
                    "erase-n",
                    "erase-na",
                    "erase-nevra",
                    "grouperase",
                    "groupinstall",
                    "groupremove",
                    "groupupdate",
                    "in",
                    "install",
                    "install-n",
                    "install-na",
                    "install-nevra",
                    "localinstall",
                    "localupdate",
                    "rei",
                    "reinstall",
                    "remove",
                    "remove-n",
                    "remove-na",
                    "remove-nevra",
                    "rm",
                    "swap",
                    "up",
                    "up-min",
                    "update",
                    "update-minimal",
                    "update-to",
                    "upgrade",
                    "upgrade-minimal",
                    "upgrade-to");

    private static final List<String> OF_GROUP =
            List.of("erase", "install", "remove", "update", "upgrade");
    private static final List<String> OF_HISTORY = List.of("redo", "replay", "rollback", "undo");

    private static final Map<String, List<String>> WITH_SECOND_WORD =
            Map.of(
                    "group", OF_GROUP,
                    "groups", OF_GROUP,
                    "grp", OF_GROUP,
                    "hist", OF_HISTORY,
                    "history", OF_HISTORY,
                    "module",
                            List.of(
                                    "disable",
                                    "enable",
                                    "erase",
                                    "install",
                                    "remove",
                                    "reset",
                                    "switch-to",
                                    "update"));

    private DnfVerb() {}

    /** Tells whether arguments begin with such a command; its options have to follow it. */
    public static boolean isFirstOf(List<String> arguments) {
        String verb = arguments.get(0);
        String second = arguments.size() > 1 ? arguments.get(1) : "";
        return ALONE.contains(verb)
                || WITH_SECOND_WORD.getOrDefault(verb, List.of()).contains(second);
    }

    /** What the first words of arguments would have dnf do, as far as they say it. */
    static String named(List<String> arguments) {
        String verb = arguments.get(0);
        boolean hasSecond = WITH_SECOND_WORD.containsKey(verb) && arguments.size() > 1;
        return hasSecond ? verb + " " + arguments.get(1) : verb;
    }

    /** The usual ones, to choose from. */
    static String all() {
        Map<String, String> shown = new TreeMap<>();
        for (String each :
                List.of(
                        "autoremove",
                        "distro-sync",
                        "downgrade",
                        "install",
                        "reinstall",
                        "remove",
                        "swap",
                        "upgrade",
                        "upgrade-minimal")) {
            shown.put(each, each);
        }
        for (String each : List.of("group", "history", "module")) {
            shown.put(
                    each,
                    each + " " + String.join("|", WITH_SECOND_WORD.getOrDefault(each, List.of())));
        }
        return String.join(", ", shown.values());
    }
}
