package io.github.kernelpin.rules.symbol;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/** The modules whose files have to be read to judge a transaction, because no package owns them. */
public final class UnownedModules {

    private UnownedModules() {}

    /** None without a kernel that comes in: files stay as they are. */
    public static List<Pin.PinnedModule> of(List<Pin> pins, Transaction transaction) {
        List<Pin.PinnedModule> wanted = new ArrayList<>();
        for (Pin pin : pins) {
            if (concernsIncoming(pin, transaction)) {
                for (Pin.PinnedModule module : pin.modules()) {
                    if (module.isReadFromFiles()) {
                        wanted.add(module);
                    }
                }
            }
        }
        return wanted;
    }

    private static boolean concernsIncoming(Pin pin, Transaction transaction) {
        for (RpmPackage arriving : transaction.incoming()) {
            if (pin.appliesTo(arriving)) {
                return true;
            }
        }
        return false;
    }
}
