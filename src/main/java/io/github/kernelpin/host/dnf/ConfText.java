package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.ini.IniFile;
import io.github.kernelpin.host.ini.IniList;
import java.util.ArrayList;
import java.util.List;

/**
 * A dnf.conf or a .repo file of another root, without the options that lead dnf to places of this
 * host: as libdnf reads it, and written anew.
 */
final class ConfText {

    /**
     * What dnf and libdnf write to, delete in, or read because of, in whichever section
     * (libdnf/conf/ConfigMain.cpp; {@code cachedir} is an option of repositories as well).
     */
    private static final List<String> PLACES =
            List.of(
                    "cachedir",
                    "config_file_path",
                    "destdir",
                    "installroot",
                    "logdir",
                    "persistdir",
                    "pluginconfpath",
                    "pluginpath",
                    "reposdir",
                    "system_cachedir",
                    "varsdir");

    /** Its words may be {@code glob:} and a pattern for files, of which dnf reads every line. */
    private static final String PROTECTED = "protected_packages";

    private static final String GLOB = "glob:";
    private static final String QUOTES = "\"'";
    private static final String BLANK = " ";

    private final String text;
    private final IniFile conf;

    private ConfText(String text) {
        this.text = text;
        this.conf = IniFile.parse(text);
    }

    static ConfText of(String text) {
        return new ConfText(text);
    }

    /** What dnf may read; all of a file with a mistake, with which dnf does not start. */
    String kept() {
        if (!conf.problem().isEmpty()) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        for (String section : conf.sections()) {
            kept.append('[').append(section).append("]\n");
            for (String name : conf.names(section)) {
                if (!PLACES.contains(name)) {
                    String value = conf.value(section, name);
                    kept.append(name).append('=');
                    kept.append(written(name.equals(PROTECTED) ? withoutGlobs(value) : value));
                    kept.append('\n');
                }
            }
        }
        return kept.toString();
    }

    /** A value so that libdnf reads it again as it is. */
    private static String written(String value) {
        boolean looksQuoted =
                !value.isEmpty()
                        && (QUOTES.indexOf(value.charAt(0)) >= 0 || value.startsWith(BLANK));
        String quoted = looksQuoted ? '"' + value + '"' : value;
        return quoted.replace("\n", "\n" + BLANK);
    }

    private static String withoutGlobs(String value) {
        return value.replaceAll("(?<![^ ,\n])" + GLOB + "[^ ,\n]*", "");
    }

    /** What {@code [main]} says of a place; nothing where it has none, or one with variables. */
    List<String> places(String name) {
        List<String> words = new ArrayList<>();
        for (String word : IniList.parse(conf.value(IniFile.MAIN, name))) {
            if (!word.isEmpty() && !word.contains("$")) {
                words.add(word);
            }
        }
        return words;
    }
}
