package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.ini.IniFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The words that dnf takes for others, resolved as dnf does it (dnf/cli/aliases.py): an alias may
 * stand for any command, so what is meant has to be known before dnf starts.
 */
public final class DnfAliases {

    private static final String FOLDER = "/etc/dnf/aliases.d";

    /** It says whether there are any. */
    private static final String MAIN = "ALIASES.conf";

    /** It comes last, and so over the others. */
    private static final String USER = "USER.conf";

    private static final String ALIASES = "aliases";

    private final Map<String, List<String>> aliases;

    private DnfAliases(Map<String, List<String>> aliases) {
        this.aliases = aliases;
    }

    /** Those of a host. */
    public static DnfAliases read(InstallRoot root) throws IOException {
        TextFiles files = new TextFiles(root);
        Map<String, List<String>> aliases = new TreeMap<>();
        if (file(files, MAIN).isOff("enabled")) {
            return new DnfAliases(aliases);
        }
        List<String> names = new ArrayList<>();
        for (String name : files.names(FOLDER)) {
            boolean isConf = name.endsWith(".conf") || name.endsWith(".CONF");
            if (isConf && !name.startsWith(".") && !name.equals(MAIN) && !name.equals(USER)) {
                names.add(name);
            }
        }
        names.add(USER);
        for (String name : names) {
            IniFile file = file(files, name);
            if (!file.isOff("enabled")) {
                addTo(aliases, file);
            }
        }
        return new DnfAliases(aliases);
    }

    private static IniFile file(TextFiles files, String name) throws IOException {
        return IniFile.parse(files.text(FOLDER + "/" + name).orElse(""));
    }

    /** An alias for nothing is none. */
    private static void addTo(Map<String, List<String>> aliases, IniFile file) {
        for (String alias : file.names(ALIASES)) {
            if (!file.value(ALIASES, alias).isEmpty()) {
                aliases.put(alias, file.words(ALIASES, alias));
            }
        }
    }

    /** The arguments with the words that their first one stands for. */
    public List<String> resolve(List<String> arguments) {
        List<String> options = new ArrayList<>();
        List<String> words = new ArrayList<>(arguments);
        Set<String> resolved = new HashSet<>();
        while (true) {
            while (!words.isEmpty() && words.get(0).startsWith("-")) {
                options.add(words.remove(0));
            }
            List<String> meant = words.isEmpty() ? null : aliases.get(words.get(0));
            if (meant == null) {
                break;
            }
            if (!resolved.add(words.get(0))) {
                // dnf goes by the arguments as they are.
                return List.copyOf(arguments);
            }
            words.remove(0);
            words.addAll(0, meant);
        }
        if (resolved.isEmpty()) {
            return List.copyOf(arguments);
        }
        if (!words.isEmpty() && words.get(0).startsWith("\\")) {
            words.set(0, words.get(0).substring(1));
        }
        // dnf has the options in front: behind the command they mean the same.
        words.addAll(Math.min(1, words.size()), options);
        return words;
    }
}
