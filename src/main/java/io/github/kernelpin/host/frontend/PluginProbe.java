package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.process.CurrentUser;
import io.github.kernelpin.host.process.Tool;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.disk.PluginGap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks whether dnf 4 of a system would ask kernelpin, and would get an answer. */
public final class PluginProbe {

    private static final String PACKAGE = "python3-dnf-plugin-kernelpin";

    /** dnf protects the packages. */
    private static final String REMOVAL =
            "; or remove the rest on purpose, dnf remove --setopt=protected_packages= kernelpin,"
                    + " and the pins in "
                    + KernelpinFiles.PINS;

    private static final String JAVA_HOMES = "/usr/lib/jvm";
    private static final int JAVA_MIN = 17;

    /** Jars and archives of classes: in a source tree, and installed. */
    private static final List<String> BESIDE_THE_PROGRAM =
            List.of("target/lib", "target/cds", "share/java/kernelpin", "/var/cache/kernelpin");

    private static final Pattern JAVA_VERSION =
            Pattern.compile("(?m)^JAVA_VERSION=\"?([0-9]{1,4})");

    private final InstallRoot root;
    private final TextFiles files;
    private final List<PluginGap> gaps = new ArrayList<>();

    public PluginProbe(InstallRoot root) {
        this.root = root;
        this.files = new TextFiles(root);
    }

    /**
     * Everything that stands in the way.
     *
     * @throws IOException if something that matters cannot be read
     */
    public List<PluginGap> gaps() throws IOException {
        gaps.clear();
        DnfSettings dnf = DnfSettings.read(files);
        if (dnf.packages().isEmpty()) {
            add(Tool.DNF.path(), "dnf 4 is not here", "nothing else loads kernelpin's plugin");
            return List.copyOf(gaps);
        }
        if (!dnf.isLoading()) {
            add(DnfSettings.CONFIG, "plugins is off", "delete that line or set it to 1");
        }
        checkPlugin(dnf.pluginFolders());
        PluginConf conf = checkConf(dnf.confFolders());
        checkProgram(conf.value("executable"));
        checkJava(conf.value("java"));
        checkPins(conf.value("pins"));
        return List.copyOf(gaps);
    }

    private void add(String path, String problem, String advice) {
        gaps.add(new PluginGap(root.path(path).toString(), problem, advice));
    }

    /** dnf loads the plugin from whichever of the folders has it. */
    private void checkPlugin(List<String> folders) throws IOException {
        for (String folder : folders) {
            if (files.exists(folder + "/" + KernelpinFiles.PLUGIN)) {
                if (!files.exists(folder + "/" + KernelpinFiles.PLUGIN_PARTS + "/judgement.py")) {
                    add(
                            folder + "/" + KernelpinFiles.PLUGIN_PARTS,
                            "the parts of the plugin are not there",
                            "reinstall " + PACKAGE);
                }
                return;
            }
        }
        add(
                folders.get(0) + "/" + KernelpinFiles.PLUGIN,
                "kernelpin's plugin is not there",
                "install " + PACKAGE + REMOVAL);
    }

    /** Of several files each may switch the plugin off, and the last one decides on options. */
    private PluginConf checkConf(List<String> folders) throws IOException {
        PluginConf last = PluginConf.parse("");
        for (String folder : folders) {
            String file = folder + "/" + KernelpinFiles.PLUGIN_CONF_NAME;
            RootedPath place = root.path(file);
            if (!place.isTaken()) {
                continue;
            }
            String text = files.text(file).orElse("\n");
            last = PluginConf.parse(text);
            if (!last.problem().isEmpty()) {
                add(file, last.problem(), "mend it: until then dnf refuses every kernel");
            }
            if (DnfOption.isOff(text, "enabled")) {
                add(file, "enabled is off", "set it to 1");
            }
        }
        return last;
    }

    private void checkProgram(String path) throws IOException {
        RootedPath program = root.path(path);
        if (!path.startsWith("/")) {
            return;
        }
        if (!program.exists()) {
            add(path, "the program that judges is not there", "install kernelpin");
        } else if (!program.isRegularFile() || !program.isExecutable()) {
            add(path, "the program that judges cannot be run", "make it a program: chmod 755");
        } else if (CurrentUser.isRootOn(root)) {
            requireRoots(path);
            String above = before(before(root.resolve(path).orElse("")));
            for (String folder : BESIDE_THE_PROGRAM) {
                requireRootsBelow(folder.startsWith("/") ? folder : above + "/" + folder);
            }
        }
    }

    private static String before(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    /** What root runs only if nobody else can change it; so the plugin has it (trust.py). */
    private void requireRoots(String path) throws IOException {
        String open = root.path(path).writableByOthers();
        if (!open.isEmpty()) {
            add(open, "others than root can write to it", "chown root, chmod go-w");
        }
    }

    private void requireRootsBelow(String folder) throws IOException {
        if (root.path(folder).isDirectory()) {
            requireRoots(folder);
            for (String name : files.names(folder)) {
                requireRoots(folder + "/" + name);
            }
        }
    }

    private void checkJava(String home) throws IOException {
        if (!home.isEmpty()) {
            if (!isJava(home)) {
                add(home, "no Java 17 or newer is there", "correct java in kernelpin.conf");
            } else {
                requireRootsJava(home);
            }
            return;
        }
        String system = before(before(root.resolve("/usr/bin/java").orElse("")));
        if (isJava(system)) {
            requireRootsJava(system);
            return;
        }
        for (String name : files.names(JAVA_HOMES)) {
            if (isJava(JAVA_HOMES + "/" + name)) {
                return;
            }
        }
        add(JAVA_HOMES, "there is no Java 17 or newer", "install java-17-openjdk-headless");
    }

    private void requireRootsJava(String home) throws IOException {
        if (CurrentUser.isRootOn(root)) {
            requireRoots(home + "/bin/java");
            requireRootsBelow(home + "/lib");
            requireRootsBelow(home + "/lib/server");
        }
    }

    private boolean isJava(String home) throws IOException {
        Matcher version = JAVA_VERSION.matcher(files.text(home + "/release").orElse(""));
        return version.find()
                && Integer.parseInt(version.group(1)) >= JAVA_MIN
                && files.exists(home + "/bin/java");
    }

    private void checkPins(String path) throws IOException {
        if (!root.path(path).isDirectory()) {
            add(
                    path,
                    "there is no directory of pins",
                    "make it, or correct pins in kernelpin.conf");
        }
    }
}
