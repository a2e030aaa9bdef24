package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/** The modules whose files have to be read to judge a transaction, because no package owns them. */
public final class UnownedModules {

    private UnownedModules() {}

    /** None where no kernel and no module changes: files stay as they are. */
    public static List<Pin.PinnedModule> of(List<Pin> pins, Transaction transaction) {
        List<Pin.PinnedModule> wanted = new ArrayList<>();
        for (Pin pin : pins) {
            if (isConcerned(pin, transaction)) {
                for (Pin.PinnedModule module : pin.modules()) {
                    if (module.isReadFromFiles()) {
                        wanted.add(module);
                    }
                }
            }
        }
        return wanted;
    }

    private static boolean isConcerned(Pin pin, Transaction transaction) {
        return isAnyConcerned(pin, transaction.incoming())
                || isAnyConcerned(pin, transaction.outgoing());
    }

    private static boolean isAnyConcerned(Pin pin, List<RpmPackage> packages) {
        for (RpmPackage each : packages) {
            boolean isBesideKernel = !each.isBootableKernel() && each.isOfKernel();
            if (pin.appliesTo(each) || isBesideKernel || each.isModule()) {
                return true;
            }
        }
        return false;
    }
}
