package io.github.kernelpin.model.disk;

import io.github.kernelpin.model.boot.NextBoot;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;

/**
 * What a root's files say about its system: the kernels, and whether anything asks kernelpin.
 *
 * @param running {@code uname -r}; empty where the root is not that of the running system
 * @param gaps for what dnf 4 would not ask kernelpin
 * @param bypasses what installs kernels there without asking kernelpin
 * @param prepared the packages that PackageKit installs when the host boots next
 * @param keptOut what the last runs of dnf have kept out
 * @param unreadPins the files in the directory of pins that nobody reads
 */
public record HostOnDisk(
        List<KernelOnDisk> kernels,
        String running,
        NextBoot next,
        List<PluginGap> gaps,
        List<Bypass> bypasses,
        List<Nevra> prepared,
        List<KeptOut> keptOut,
        List<String> unreadPins,
        InstalledPackages packages) {

    public HostOnDisk {
        kernels = List.copyOf(kernels);
        gaps = List.copyOf(gaps);
        bypasses = List.copyOf(bypasses);
        prepared = List.copyOf(prepared);
        keptOut = List.copyOf(keptOut);
        unreadPins = List.copyOf(unreadPins);
    }
}
