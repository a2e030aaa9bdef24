package io.github.kernelpin.host.kernel;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.module.ModuleReader;
import io.github.kernelpin.host.module.ModuleTree;
import io.github.kernelpin.host.module.ModulesDep;
import io.github.kernelpin.model.disk.ModuleDependencies;
import io.github.kernelpin.model.disk.ModuleOnDisk;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the modules at places in kernels' directories. */
final class ModulePlaces {

    private final InstallRoot root;
    private final ModuleReader reader;

    ModulePlaces(InstallRoot root, ModuleReader reader) {
        this.root = root;
        this.reader = reader;
    }

    /**
     * Reads one; what is wrong with its file is part of the answer.
     *
     * @param place below the kernel's directory
     * @param dep the kernel's modules.dep, as far as it is about modules of that name
     */
    ModuleOnDisk module(String kernel, String place, ModulesDep dep) throws IOException {
        String name = ModuleFile.nameOf(place);
        Optional<String> target = root.resolve(ModuleTree.MODULES + kernel + "/" + place);
        if (target.isEmpty()) {
            return new ModuleOnDisk(
                    name, place, "", null, "", new Symbols(), 0, "", ModuleDependencies.NONE);
        }
        try {
            return new ModuleOnDisk(
                    name,
                    place,
                    target.get(),
                    reader.file(target.get()),
                    "",
                    reader.exports(target.get()),
                    reader.structBytes(target.get()),
                    reader.rejection(target.get(), KernelRelease.parse(kernel).arch()),
                    dependencies(place, target.get(), dep));
        } catch (IOException e) {
            return new ModuleOnDisk(
                    name,
                    place,
                    target.get(),
                    null,
                    root.asSeenInside(String.valueOf(e.getMessage())),
                    new Symbols(),
                    0,
                    "",
                    ModuleDependencies.NONE);
        }
    }

    private ModuleDependencies dependencies(String place, String target, ModulesDep dep)
            throws IOException {
        String name = ModuleFile.nameOf(place);
        boolean isChosen = place.equals(dep.chosen().get(name));
        List<String> named = new ArrayList<>();
        for (String each : reader.depends(target).split(",", -1)) {
            if (!each.isEmpty()) {
                named.add(ModuleFile.nameOf(each));
            }
        }
        return new ModuleDependencies(
                isChosen ? dep.needed().getOrDefault(name, List.of()) : List.of(), named);
    }
}
