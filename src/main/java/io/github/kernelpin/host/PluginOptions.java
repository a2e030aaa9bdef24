package io.github.kernelpin.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the configuration of dnf's plugin says that matters outside dnf as well. */
public final class PluginOptions {

    private static final String FILE = "/etc/dnf/plugins/kernelpin.conf";

    private PluginOptions() {}

    /**
     * The kernels that are let in by name, as the plugin takes them from {@code allow}.
     *
     * @throws IOException if the file is there and cannot be read
     */
    public static List<String> waivedKernels(InstallRoot root) throws IOException {
        String text = new TextFiles(root).text(FILE).orElse("");
        List<String> kernels = new ArrayList<>();
        for (String word : DnfOption.value(text, "allow").replace(',', ' ').split("\\s", -1)) {
            if (!word.isEmpty()) {
                kernels.add(word);
            }
        }
        return kernels;
    }
}
