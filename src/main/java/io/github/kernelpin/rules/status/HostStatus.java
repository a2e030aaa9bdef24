package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.HostOnDisk;
import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.verdict.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a host's modules can load into, and what is wrong about it.
 *
 * @param kernels newest first
 * @param isJudged whether a pin is about the kernel that boots next
 * @param problems the gravest first
 */
public record HostStatus(List<KernelStatus> kernels, boolean isJudged, List<Problem> problems) {

    /**
     * Something that is wrong with the kernel that boots next.
     *
     * @param kernel its {@code uname -r}
     */
    public record Problem(Severity severity, String pin, String kernel, String text) {}

    public HostStatus {
        kernels = List.copyOf(kernels);
        problems = List.copyOf(problems);
    }

    /**
     * Judges what is on disk. Where the boot loader's choice is not known or not installed, the
     * newest kernel is taken for it.
     *
     * <p>A kernel outside a pin that was let in by name is no reason for an alarm. That a module
     * does not load in it still is one: an allowance is about what dnf may install, and mends no
     * module.
     */
    public static HostStatus of(List<Pin> pins, HostOnDisk host, Allowances waivers) {
        List<KernelOnDisk> sorted = new ArrayList<>(host.kernels());
        sorted.sort(new NewestFirst());
        String next = chosen(sorted, host.next().kernel());
        List<KernelStatus> statuses = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        boolean isJudged = false;
        for (KernelOnDisk kernel : sorted) {
            String name = kernel.release().text();
            KernelStatus status =
                    new KernelStatus(
                            kernel,
                            name.equals(host.running()),
                            name.equals(next),
                            violated(pins, kernel),
                            waivers.of(kernel.release().evr(), kernel.release().arch()),
                            new ModulesOfKernel(kernel, pins).states());
            statuses.add(status);
            if (status.bootsNext()) {
                isJudged = isConcerned(pins, kernel);
                addProblems(problems, pins, status);
            }
        }
        problems.sort(Comparator.comparing(Problem::severity));
        return new HostStatus(statuses, isJudged, problems);
    }

    /** Tells whether something is wrong that the pins enforce. */
    public boolean isWrong() {
        return !problems.isEmpty() && problems.get(0).severity() == Severity.DENY;
    }

    private static boolean isConcerned(List<Pin> pins, KernelOnDisk kernel) {
        for (Pin pin : pins) {
            if (pin.concernsVariant(kernel.release().variant())) {
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
        return pins.stream()
                .filter(pin -> pin.concernsVariant(kernel.release().variant()))
                .filter(pin -> !pin.allows(kernel.release().evr()))
                .map(Pin::id)
                .toList();
    }

    private static void addProblems(List<Problem> problems, List<Pin> pins, KernelStatus status) {
        String kernel = status.kernel().release().text();
        for (Pin pin : pins) {
            if (!pin.concernsVariant(status.kernel().release().variant())) {
                continue;
            }
            if (status.violated().contains(pin.id())) {
                problems.add(
                        new Problem(
                                status.isLetIn() ? Severity.WAIVED : pin.severity(),
                                pin.id(),
                                kernel,
                                "does not fit pin " + pin.id() + ": " + pin.describeKernels()));
            }
            for (Pin.PinnedModule module : pin.modules()) {
                addProblem(problems, pin, module, status);
            }
        }
    }

    private static void addProblem(
            List<Problem> problems, Pin pin, Pin.PinnedModule module, KernelStatus status) {
        for (ModuleState state : status.modules()) {
            if (state.module().equals(module.fileName())
                    && state.loading() != ModuleState.Loading.LOADS) {
                problems.add(
                        new Problem(
                                severity(pin, module, state.loading()),
                                pin.id(),
                                status.kernel().release().text(),
                                module.name() + ": " + state.describe()));
            }
        }
    }

    /** A module that is not there is as grave as the pin, whatever is said about symbols. */
    private static Severity severity(
            Pin pin, Pin.PinnedModule module, ModuleState.Loading loading) {
        return switch (loading) {
            case NOT_FOUND, DANGLING, IN_TREE, UNREADABLE -> pin.severity();
            case DISAGREES ->
                    switch (module.symbols()) {
                        case ENFORCE, STRICT -> pin.severity();
                        case WARN, OFF -> Severity.WARN;
                    };
            case UNKNOWN, LOADS ->
                    module.symbols() == Pin.SymbolPolicy.STRICT ? pin.severity() : Severity.WARN;
        };
    }

    private static final class NewestFirst implements Comparator<KernelOnDisk> {
        @Override
        public int compare(KernelOnDisk a, KernelOnDisk b) {
            int order = b.release().evr().compareTo(a.release().evr());
            return order != 0 ? order : a.release().text().compareTo(b.release().text());
        }
    }
}
