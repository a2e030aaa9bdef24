package io.github.kernelpin.host.module;

import io.github.kernelpin.host.content.FileContent;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.symbol.ModuleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A kernel's modules.dep, in which depmod has chosen one file for each module's name: {@code
 * extra/drbd.ko: kernel/lib/lru_cache.ko.xz}.
 *
 * @param chosen by name, as paths below the kernel's directory
 * @param needed by name, the names of the modules behind the colon
 * @param exists whether there is such a file
 * @param inTree the first modules in it that come with the kernel, if they are where such ones are
 */
public record ModulesDep(
        Map<String, String> chosen,
        Map<String, List<String>> needed,
        boolean exists,
        List<String> inTree) {

    /** Some installers put theirs among those of the kernel. */
    private static final int IN_TREE_MAX = 8;

    public static ModulesDep read(InstallRoot root, String kernel, Set<String> names)
            throws IOException {
        String directory = ModuleTree.MODULES + kernel + "/";
        RootedPath list = root.path(directory + "modules.dep");
        if (!list.exists()) {
            return new ModulesDep(Map.of(), Map.of(), false, List.of());
        }
        Map<String, String> chosen = new TreeMap<>();
        Map<String, List<String>> needed = new TreeMap<>();
        List<String> inTree = new ArrayList<>();
        try (FileContent content = FileContent.open(list)) {
            ByteBuffer text = content.read("the list of modules", 0, content.size());
            int at = 0;
            while (at < text.limit()) {
                int start = at;
                int colon = -1;
                for (; at < text.limit() && text.get(at) != '\n'; at++) {
                    colon = colon < 0 && text.get(at) == ':' ? at : colon;
                }
                String place = colon < 0 ? "" : place(text, start, colon, directory);
                String name = ModuleFile.nameOf(place);
                if (names.contains(name)) {
                    chosen.put(name, place);
                    needed.put(name, names(text, colon + 1, at));
                }
                if (inTree.size() < IN_TREE_MAX && place.startsWith(ModuleTree.IN_TREE + "/")) {
                    inTree.add(place);
                }
                at++;
            }
        }
        return new ModulesDep(chosen, needed, true, inTree);
    }

    private static List<String> names(ByteBuffer text, int start, int end) {
        List<String> names = new ArrayList<>();
        for (String place : string(text, start, end).split(" ", -1)) {
            if (!place.isEmpty()) {
                names.add(ModuleFile.nameOf(place));
            }
        }
        return names;
    }

    /** Old versions of depmod wrote whole paths. */
    private static String place(ByteBuffer text, int start, int end, String directory) {
        String place = string(text, start, end);
        return place.startsWith(directory) ? place.substring(directory.length()) : place;
    }

    private static String string(ByteBuffer text, int start, int end) {
        return new String(
                text.array(), text.arrayOffset() + start, end - start, StandardCharsets.UTF_8);
    }
}
