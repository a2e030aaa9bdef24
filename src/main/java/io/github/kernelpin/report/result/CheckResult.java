package io.github.kernelpin.report.result;

import io.github.kernelpin.model.disk.PluginGap;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.rules.status.KernelCheck;
import java.util.List;

/**
 * What {@code kernelpin check} found out about kernels.
 *
 * @param isOfAll whether these are all that dnf can see, rather than the ones that somebody named
 * @param gaps why dnf would not ask kernelpin here; empty for another root, which dnf doesn't work
 *     on
 */
public record CheckResult(
        List<KernelCheck> checks, Allowances allowances, boolean isOfAll, List<PluginGap> gaps) {

    public CheckResult {
        gaps = List.copyOf(gaps);
        checks = List.copyOf(checks);
    }

    /** Named kernels must all be allowed; of all that dnf can see, one is enough. */
    public boolean isGood() {
        int refused = 0;
        for (KernelCheck check : checks) {
            refused += check.verdict().isRefusal() ? 1 : 0;
        }
        return isOfAll ? refused < checks.size() : refused == 0;
    }
}
