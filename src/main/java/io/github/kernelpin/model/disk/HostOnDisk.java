package io.github.kernelpin.model.disk;

import io.github.kernelpin.model.boot.NextBoot;
import java.util.List;

/**
 * What a root's files say about the kernels of its system.
 *
 * @param running {@code uname -r}; empty where the root is not that of the running system
 * @param bypasses what installs kernels there without asking kernelpin
 */
public record HostOnDisk(
        List<KernelOnDisk> kernels, String running, NextBoot next, List<Bypass> bypasses) {

    public HostOnDisk {
        kernels = List.copyOf(kernels);
        bypasses = List.copyOf(bypasses);
    }
}
