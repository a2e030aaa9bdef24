package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.ini.IniFile;
import io.github.kernelpin.host.ini.IniSwitch;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * {@code kernelpin.conf} as the plugin reads it (dnf-plugin/kernelpin_plugin/options.py): both have
 * to find the same mistakes. Where dnf has several folders for configurations, the files in all of
 * them are one, and of equal options the last one counts.
 */
public final class PluginConf {

    private static final String ENABLED = "enabled";
    private static final String RECORD = "record";
    private static final String ABSOLUTE = "an absolute path";
    private static final Pattern PATH = Pattern.compile("(?s)/.*");

    private static final Pattern SEPARATORS =
            Pattern.compile("[\\s,]+", Pattern.UNICODE_CHARACTER_CLASS);

    /** An option: what it has to look like, in words as well, and what it is if absent or empty. */
    private record Option(String name, Pattern valid, String expected, String absent) {}

    private static final List<Option> OPTIONS =
            List.of(
                    new Option(
                            "action",
                            Pattern.compile("refuse|hold|warn"),
                            Pin.Action.expected(),
                            Pin.Action.REFUSE.id()),
                    new Option("allow", Pattern.compile("(?s).*"), "", ""),
                    new Option("executable", PATH, ABSOLUTE, "/usr/bin/kernelpin"),
                    new Option("java", Pattern.compile("(?s)(/.*)?"), ABSOLUTE, ""),
                    new Option(
                            "on_failure",
                            Pattern.compile("refuse|warn"),
                            "refuse or warn",
                            "refuse"),
                    new Option("pins", PATH, ABSOLUTE, KernelpinFiles.PINS),
                    new Option(
                            "timeout",
                            Pattern.compile("[1-9][0-9]{0,3}"),
                            "seconds from 1 to 9999",
                            "30"));

    /** A value, and the file that it is from. */
    private record Given(String value, String file) {}

    private final List<String> files = new ArrayList<>();
    private final Map<String, Given> given = new TreeMap<>();
    private String blamed = "";
    private String problem = "";
    private boolean hasMain;

    private PluginConf() {}

    /** Reads it where a system's dnf looks for it; without any file it has every default. */
    public static PluginConf read(InstallRoot root) throws IOException {
        TextFiles files = new TextFiles(root);
        return read(files, DnfSettings.read(files).confFolders());
    }

    static PluginConf read(TextFiles files, List<String> folders) throws IOException {
        PluginConf conf = new PluginConf();
        for (String folder : folders) {
            String file = file(folder);
            if (files.root().path(file).isTaken()) {
                conf.files.add(file);
                conf.add(file, IniFile.parse(files.text(file).orElse("")));
            }
        }
        conf.check();
        return conf;
    }

    static String file(String folder) {
        return folder + "/" + KernelpinFiles.PLUGIN_CONF_NAME;
    }

    private void add(String file, IniFile ini) {
        hasMain |= ini.hasSection(IniFile.MAIN);
        blame(file, ini.problem());
        for (String name : ini.names(IniFile.MAIN)) {
            given.put(name, new Given(ini.value(IniFile.MAIN, name), file));
        }
    }

    /** The first mistake is said; dnf reads nothing after it. */
    private void blame(String file, String mistake) {
        if (problem.isEmpty() && !mistake.isEmpty()) {
            blamed = file;
            problem = mistake;
        }
    }

    private void check() {
        if (!problem.isEmpty()) {
            given.clear();
            return;
        }
        Given enabled = given.get(ENABLED);
        if (enabled != null && !IniSwitch.isValid(enabled.value())) {
            blame(enabled.file(), said(ENABLED, enabled.value()) + "1 or 0");
            given.clear();
        }
        if (!files.isEmpty() && !hasMain) {
            blame(files.get(files.size() - 1), "it has no section [main]");
        }
        checkNames();
        for (Option option : OPTIONS) {
            String value = value(option.name());
            if (!option.valid().matcher(value).matches()) {
                blame(fileOf(option.name()), said(option.name(), value) + option.expected());
            }
        }
    }

    private static String said(String option, String value) {
        return option + " = " + value.replace('\n', ' ').strip() + ": expected ";
    }

    private void checkNames() {
        List<String> known = OPTIONS.stream().map(Option::name).toList();
        given.forEach(
                (name, at) -> {
                    if (!known.contains(name) && !List.of(ENABLED, RECORD).contains(name)) {
                        blame(
                                at.file(),
                                "unknown option "
                                        + name
                                        + ": expected "
                                        + String.join(", ", known));
                    }
                });
    }

    /** The files that there are, each below the root. */
    List<String> files() {
        return List.copyOf(files);
    }

    /** What is wrong with it, for which dnf refuses every kernel; empty for nothing. */
    String problem() {
        return problem;
    }

    /** The file with the problem. */
    String blamed() {
        return blamed;
    }

    /** The file that switches the plugin off; empty if none does. */
    String switchedOffBy() {
        Given enabled = given.get(ENABLED);
        return enabled != null && IniSwitch.isOff(enabled.value()) ? enabled.file() : "";
    }

    /** The file with the option that only a dry run sets; empty if none has it. */
    String recordedBy() {
        return fileOf(RECORD);
    }

    private String fileOf(String option) {
        Given at = given.get(option);
        return at == null ? "" : at.file();
    }

    /** The value of an option, or its default. */
    String value(String option) {
        Given at = given.get(option);
        if (at != null && !at.value().isEmpty()) {
            return at.value();
        }
        return OPTIONS.stream()
                .filter(each -> each.name().equals(option))
                .map(Option::absent)
                .findFirst()
                .orElse("");
    }

    /** The directory of the pins, below the root. */
    public String pins() {
        String pins = value("pins");
        return pins.startsWith("/") ? pins : KernelpinFiles.PINS;
    }

    /** What pins do that do not say so. */
    public Pin.Action action() {
        Pin.Action action = Pin.Action.named(value("action"));
        return action == null ? Pin.Action.REFUSE : action;
    }

    /**
     * The kernels that are allowed by name.
     *
     * @param date the day that this is judged as of
     */
    public Allowances allowances(String date) {
        return Allowances.parse(words(value("allow")), date);
    }

    /** The words of {@code allow}. */
    static List<String> words(String value) {
        return SEPARATORS.splitAsStream(value).filter(word -> !word.isEmpty()).toList();
    }
}
