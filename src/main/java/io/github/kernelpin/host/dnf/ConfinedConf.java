package io.github.kernelpin.host.dnf;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.file.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * dnf's configuration of another root, with which dnf opens, writes and deletes nothing outside of
 * that root, whatever is written there: copies of its files, and places that are named as they are
 * without links and {@code ..}.
 *
 * <p>With {@code --installroot} dnf puts the root in front of what its configuration says of {@code
 * cachedir}, {@code logdir} and {@code persistdir} (dnf/cli/cli.py, _read_conf_file); with {@code
 * --setopt} it would do so once and then take them as they stand. {@code reposdir} and {@code
 * varsdir} it takes as it is told (dnf/conf/config.py, _search_inside_installroot). A root that has
 * no dnf.conf, or no directory of repositories, gets this host's: that is how dnf makes new ones.
 */
final class ConfinedConf {

    static final String CACHE = "/var/cache/dnf";
    static final String HISTORY = "/var/lib/dnf";
    static final List<String> REPOSITORIES =
            List.of("/etc/yum.repos.d", "/etc/yum/repos.d", "/etc/distro.repos.d");

    private static final String CONFIG = "/etc/dnf/dnf.conf";
    private static final String REPOSITORY = ".repo";
    private static final String REPOSITORIES_OPTION = "reposdir";
    private static final String VARIABLES_OPTION = "varsdir";

    private final InstallRoot root;
    private final Path scratch;
    private final TextFiles files;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> originals = new LinkedHashMap<>();

    private ConfinedConf(InstallRoot root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
        this.files = new TextFiles(root);
    }

    /**
     * Writes the copies; none for the system that runs.
     *
     * @throws IOException naming what is no plain file or directory of the root
     */
    static ConfinedConf write(InstallRoot root, Path scratch) throws IOException {
        ConfinedConf conf = new ConfinedConf(root, scratch);
        if (!root.isRunning()) {
            DnfFiles.requirePlain(root);
            conf.write();
        }
        return conf;
    }

    /** For a root whose files are kernelpin's own. */
    static ConfinedConf none(InstallRoot root) {
        return new ConfinedConf(root, root.directory());
    }

    /** What has dnf use them; what the operator tells dnf comes behind. */
    List<String> options() {
        return List.copyOf(options);
    }

    /** What dnf says, with the names of the files that were copied. */
    String inWordsOfRoot(String words) {
        String result = words;
        for (Map.Entry<String, String> each : originals.entrySet()) {
            result = result.replace(each.getKey(), each.getValue());
        }
        return result;
    }

    private void write() throws IOException {
        Optional<String> own = files.text(CONFIG);
        ConfText conf = ConfText.of(own.orElse(""));
        ConfText used = own.isPresent() ? conf : ConfText.of(hostText());
        List<String> lines = new ArrayList<>(List.of("[main]"));
        String cache = place(conf, "cachedir", CACHE);
        lines.add("cachedir=" + (isWritable(cache) ? cache : inScratch("cache")));
        lines.add("persistdir=" + place(conf, "persistdir", HISTORY));
        lines.add("logdir=" + inScratch("log"));
        if (own.isEmpty()) {
            for (String option : List.of(REPOSITORIES_OPTION, VARIABLES_OPTION)) {
                List<String> said = used.places(option);
                if (!said.isEmpty()) {
                    lines.add(option + "=" + String.join(",", said));
                }
            }
        }
        options.add(
                "--config="
                        + copy(CONFIG, "dnf.conf", String.join("\n", lines) + "\n" + used.kept()));
        addFolders(REPOSITORIES_OPTION, repositories(conf.places(REPOSITORIES_OPTION)), REPOSITORY);
        addFolders(VARIABLES_OPTION, existing(conf.places(VARIABLES_OPTION)), "");
    }

    private static String hostText() throws IOException {
        return new TextFiles(InstallRoot.HOST).text(CONFIG).orElse("");
    }

    /** Where the root itself has it, as far as it is there. */
    private String place(ConfText conf, String option, String usual) throws IOException {
        List<String> said = conf.places(option);
        String place = settled(root.path(said.isEmpty() ? usual : said.get(0)).place());
        DnfFiles.requirePlainBelow(root, place);
        return literal(place);
    }

    private String settled(String path) throws IOException {
        Optional<String> there = root.resolve(path);
        int slash = path.lastIndexOf('/');
        if (there.isPresent() || slash < 0 || path.equals("/")) {
            return there.orElse(path);
        }
        String parent = settled(slash == 0 ? "/" : path.substring(0, slash));
        return (parent.equals("/") ? "" : parent) + path.substring(slash);
    }

    private boolean isWritable(String place) throws IOException {
        RootedPath nearest = root.path(place);
        while (!nearest.exists() && !nearest.place().equals("/")) {
            nearest = nearest.parent();
        }
        return nearest.isWritable();
    }

    /** Out of the root, and into the directory for the copies. */
    private String inScratch(String name) throws IOException {
        int depth = root.directory().toRealPath().getNameCount();
        return literal("/" + "../".repeat(depth) + scratch.resolve(name).toString().substring(1));
    }

    private String literal(String place) throws IOException {
        if ((root.directory() + place).matches("(?s).*[$\\p{Cntrl}].*")) {
            throw new IOException(
                    root.path(place)
                            + ": dnf would take this for another place: expected a path without $"
                            + " and control characters");
        }
        return place;
    }

    private List<String> repositories(List<String> said) throws IOException {
        List<String> there = existing(said);
        return there.isEmpty() ? existing(REPOSITORIES) : there;
    }

    private List<String> existing(List<String> folders) throws IOException {
        List<String> there = new ArrayList<>();
        for (String each : folders) {
            String place = settled(root.path(each).place());
            if (root.path(place).isTaken()) {
                DnfFiles.requirePlainBelow(root, place);
                there.add(place);
            }
        }
        return there;
    }

    private void addFolders(String option, List<String> folders, String suffix) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String folder : folders) {
            String copy = option + copies.size();
            Files.createDirectory(scratch.resolve(copy));
            for (String name : files.names(folder)) {
                Optional<String> text = files.text(folder + "/" + name);
                if (name.endsWith(suffix) && text.isPresent()) {
                    String kept = suffix.isEmpty() ? text.get() : ConfText.of(text.get()).kept();
                    copy(folder + "/" + name, copy + "/" + name, kept);
                }
            }
            originals.put(scratch.resolve(copy).toString(), root.path(folder).toString());
            copies.add(scratch.resolve(copy).toString());
        }
        if (!copies.isEmpty()) {
            options.add("--setopt=" + option + "=" + String.join(",", copies));
        }
    }

    private Path copy(String original, String name, String text) throws IOException {
        Path copy = scratch.resolve(name);
        Files.writeString(copy, text);
        originals.put(copy.toString(), root.path(original).toString());
        return copy;
    }
}
