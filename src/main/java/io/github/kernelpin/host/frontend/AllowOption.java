package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.host.ini.IniFile;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.pin.Allowance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The option {@code allow} in the configuration of dnf's plugin, with the reasons in comments:
 * {@code # allow 4.18.0-348.el8: why}.
 */
public final class AllowOption {

    private static final String OPTION = "allow";
    private static final String COMMENT = "# allow ";
    private static final int BYTES_MAX = 1024 * 1024;

    private final RootedPath file;
    private final List<String> lines;

    private AllowOption(RootedPath file, String text) {
        this.file = file;
        this.lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    }

    /**
     * Where the option is written, be it a link: of several files the one that counts, which is the
     * last one that has it, or the last one, or a new one.
     */
    public static RootedPath place(InstallRoot root) throws IOException {
        TextFiles files = new TextFiles(root);
        String place = "";
        boolean isGiven = false;
        for (String folder : DnfSettings.read(files).confFolders()) {
            String file = PluginConf.file(folder);
            IniFile ini = IniFile.parse(files.text(file).orElse(""));
            boolean isHere = ini.entry(IniFile.MAIN, OPTION).isPresent();
            boolean isBetter = place.isEmpty() || root.path(file).isTaken();
            if (isHere || (!isGiven && isBetter)) {
                place = file;
            }
            isGiven |= isHere;
        }
        return root.path(place.isEmpty() ? KernelpinFiles.PLUGIN_CONF : place);
    }

    /** Reads the file, or what a link leads to; one that is not there has no kernels. */
    public static AllowOption read(InstallRoot root) throws IOException {
        RootedPath file = place(root).followed();
        if (!file.exists()) {
            return new AllowOption(file, "");
        }
        byte[] bytes = file.isRegularFile() ? file.read(BYTES_MAX + 1) : new byte[0];
        if (!file.isRegularFile() || bytes.length > BYTES_MAX) {
            throw new IOException(file + ": not a regular file of at most 1 MiB");
        }
        try {
            ByteBuffer text = ByteBuffer.wrap(bytes);
            return new AllowOption(
                    file, StandardCharsets.UTF_8.newDecoder().decode(text).toString());
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": not UTF-8 text", e);
        }
    }

    public RootedPath file() {
        return file;
    }

    /** The file as it is now. */
    public String text() {
        return String.join("\n", lines);
    }

    public List<Allowance> allowances() {
        List<Allowance> allowances = new ArrayList<>();
        String value = IniFile.parse(text()).value(IniFile.MAIN, OPTION);
        for (String word : PluginConf.words(value)) {
            allowances.add(Allowance.parse(word));
        }
        return allowances;
    }

    /** Why kernels are allowed, as far as a comment says so. */
    public Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            if (line.startsWith(COMMENT) && colon > 0) {
                reasons.put(
                        line.substring(COMMENT.length(), colon), line.substring(colon + 2).strip());
            }
        }
        return reasons;
    }

    /**
     * Adds an allowance, in place of an earlier one for the same kernel.
     *
     * @throws IOException if the file has a mistake, for which nobody reads it
     */
    public void add(Allowance allowance, String reason) throws IOException {
        remove(allowance.kernel());
        List<Allowance> all = allowances();
        all.add(allowance);
        set(all, COMMENT + allowance.kernel() + ": " + reason);
    }

    /** Withdraws the allowance of a kernel; returns whether it had one. */
    public boolean remove(String kernel) throws IOException {
        List<Allowance> left = allowances();
        boolean isThere = left.removeIf(each -> each.kernel().equals(kernel));
        if (isThere) {
            set(left, null);
            lines.removeIf(line -> line.startsWith(COMMENT + kernel + ": "));
        }
        return isThere;
    }

    private void set(List<Allowance> allowances, @Nullable String comment) throws IOException {
        IniFile ini = IniFile.parse(text());
        if (!ini.problem().isEmpty()) {
            throw new IOException(file + ": " + ini.problem() + ": mend that first");
        }
        StringBuilder value = new StringBuilder();
        for (Allowance each : allowances) {
            value.append(' ').append(each);
        }
        Optional<IniFile.Entry> entry = ini.entry(IniFile.MAIN, OPTION);
        int at = entry.isPresent() ? entry.get().line() : insertOption(ini);
        String line = lines.get(at);
        String end = line.endsWith("\r") ? "\r" : "";
        lines.set(at, line.substring(0, line.indexOf('=') + 1) + value + end);
        if (entry.isPresent()) {
            lines.subList(at + 1, entry.get().end()).clear();
        }
        if (comment != null) {
            lines.add(at, comment + end);
        }
    }

    /** Begins {@code [main]} with the option, and the file with that if need be. */
    private int insertOption(IniFile ini) {
        int main = ini.lineOf(IniFile.MAIN);
        if (main < 0) {
            main = lines.size() - 1;
            boolean isInLine = !lines.get(main).isEmpty();
            if (isInLine) {
                lines.add("");
                main++;
            }
            lines.add(main, "[" + IniFile.MAIN + "]");
        }
        String end = lines.get(main).endsWith("\r") ? "\r" : "";
        lines.add(main + 1, OPTION + " =" + end);
        return main + 1;
    }
}
