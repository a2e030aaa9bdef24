package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.model.disk.PluginGap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What has been found to stand between dnf and kernelpin's verdict, each thing once. */
final class GapList {

    private final InstallRoot root;
    private final Set<PluginGap> gaps = new LinkedHashSet<>();

    GapList(InstallRoot root) {
        this.root = root;
    }

    /** Adds one about a file below the root. */
    void add(String path, String problem, String advice) {
        gaps.add(new PluginGap(root.path(path).toString(), problem, advice));
    }

    List<PluginGap> all() {
        return new ArrayList<>(gaps);
    }
}
