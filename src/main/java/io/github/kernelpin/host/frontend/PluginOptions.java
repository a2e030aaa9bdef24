package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.pin.Allowances;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What the configuration of dnf's plugin says that matters outside dnf as well. */
public final class PluginOptions {

    private PluginOptions() {}

    /**
     * The kernels that are allowed by name, as the plugin takes them from {@code allow}.
     *
     * @param date the day that this is judged as of
     * @throws IOException if the file is there and cannot be read
     */
    public static Allowances allowances(InstallRoot root, String date) throws IOException {
        return Allowances.parse(
                words(new TextFiles(root).text(KernelpinFiles.PLUGIN_CONF).orElse("")), date);
    }

    /** The words of {@code allow} in the text of the file. */
    static List<String> words(String text) {
        String[] words = DnfOption.value(text, "allow").replace(',', ' ').split("\\s", -1);
        return Arrays.stream(words).filter(word -> !word.isEmpty()).toList();
    }
}
