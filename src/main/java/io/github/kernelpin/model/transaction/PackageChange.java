package io.github.kernelpin.model.transaction;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;

/**
 * One item of a transaction.
 *
 * @param replaces the installed packages that an incoming package takes the place of
 */
public record PackageChange(Action action, RpmPackage subject, List<Nevra> replaces) {

    /** What happens to the package; dnf's transaction item actions under their own names. */
    public enum Action {
        INSTALL("install", true),
        UPGRADE("upgrade", true),
        OBSOLETE("obsolete", true),
        DOWNGRADE("downgrade", true),
        REINSTALL("reinstall", true),
        REMOVE("remove", false),
        UPGRADED("upgraded", false),
        DOWNGRADED("downgraded", false),
        OBSOLETED("obsoleted", false);

        private final String id;
        private final boolean incoming;

        Action(String id, boolean incoming) {
            this.id = id;
            this.incoming = incoming;
        }

        /** Its name in requests. */
        public String id() {
            return id;
        }

        public boolean isIncoming() {
            return incoming;
        }
    }

    public PackageChange {
        replaces = List.copyOf(replaces);
    }
}
