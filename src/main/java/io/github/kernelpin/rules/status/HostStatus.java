package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host's modules can load into; what is wrong about it is for the rules to say.
 *
 * @param kernels newest first
 * @param isJudged whether a pin is about the kernel that boots next
 */
public record HostStatus(List<KernelStatus> kernels, boolean isJudged) {

    public HostStatus {
        kernels = List.copyOf(kernels);
    }

    /**
     * Judges what is on disk. Where the boot loader's choice is not known or not installed, the
     * newest kernel is taken for it.
     *
     * <p>A kernel outside a pin that was allowed by name is no reason for an alarm. That a module
     * does not load in it still is one: an allowance is about what dnf may install, and mends no
     * module.
     */
    public static HostStatus of(List<Pin> pins, HostOnDisk host, Allowances allowances) {
        List<KernelOnDisk> sorted = new ArrayList<>(host.kernels());
        sorted.sort(new NewestFirst());
        String next = chosen(sorted, host.next().kernel());
        List<KernelStatus> statuses = new ArrayList<>();
        boolean isJudged = false;
        for (KernelOnDisk kernel : sorted) {
            String name = kernel.release().text();
            KernelStatus status =
                    new KernelStatus(
                            kernel,
                            name.equals(host.running()),
                            name.equals(next),
                            violated(pins, kernel),
                            allowances.of(kernel.release().evr(), kernel.release().arch()),
                            new ModulesOfKernel(kernel, pins).states());
            statuses.add(status);
            if (status.bootsNext()) {
                isJudged = isConcerned(pins, kernel);
            }
        }
        return new HostStatus(statuses, isJudged);
    }

    /** The kernel that boots next; null where there is none. */
    public @Nullable KernelStatus next() {
        for (KernelStatus each : kernels) {
            if (each.bootsNext()) {
                return each;
            }
        }
        return null;
    }

    private static boolean isConcerned(List<Pin> pins, KernelOnDisk kernel) {
        for (Pin pin : pins) {
            if (pin.appliesToVariant(kernel.release().variant())) {
                return true;
            }
        }
        return false;
    }

    private static String chosen(List<KernelOnDisk> newestFirst, String bootsNext) {
        for (KernelOnDisk kernel : newestFirst) {
            if (kernel.release().text().equals(bootsNext)) {
                return bootsNext;
            }
        }
        return newestFirst.isEmpty() ? "" : newestFirst.get(0).release().text();
    }

    private static List<String> violated(List<Pin> pins, KernelOnDisk kernel) {
        List<String> violated = new ArrayList<>();
        for (Pin pin : pins) {
            if (pin.appliesToVariant(kernel.release().variant())
                    && !pin.permits(kernel.release().evr())) {
                violated.add(pin.id());
            }
        }
        return violated;
    }

    private static final class NewestFirst implements Comparator<KernelOnDisk> {
        @Override
        public int compare(KernelOnDisk a, KernelOnDisk b) {
            int order = b.release().evr().compareTo(a.release().evr());
            return order != 0 ? order : a.release().text().compareTo(b.release().text());
        }
    }
}
