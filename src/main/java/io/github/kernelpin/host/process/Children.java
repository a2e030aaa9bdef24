package io.github.kernelpin.host.process;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The programs that this process has started, and those that they have. */
final class Children {

    private static final int PATIENCE_MILLIS = 3000;
    private static final int STEP_MILLIS = 20;

    private Children() {}

    /** Asks all of them to end, makes those end that do not, and waits until they have. */
    static void end() {
        // A program whose parent has ended is no descendant any more.
        Set<ProcessHandle> known = new LinkedHashSet<>();
        for (int waited = 0; waited < 2 * PATIENCE_MILLIS; waited += STEP_MILLIS) {
            List<ProcessHandle> living = ProcessHandle.current().descendants().toList();
            for (ProcessHandle each : living) {
                if (known.add(each)) {
                    each.destroy();
                }
            }
            known.removeIf(each -> !each.isAlive());
            if (known.isEmpty()) {
                return;
            }
            if (waited >= PATIENCE_MILLIS) {
                known.forEach(ProcessHandle::destroyForcibly);
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
