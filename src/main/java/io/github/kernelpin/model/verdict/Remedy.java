package io.github.kernelpin.model.verdict;

import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator can do about a refusal, as data: the commands and the sentences that
 * say so are made for each front end.
 */
public sealed interface Remedy {

    /** Its stable id in JSON. */
    String id();

    /**
     * Run the same command without what is refused and whatever needs that.
     *
     * @param leftOut the incoming packages to leave out
     * @param specs the packages of the command line that stay on it; empty where it names none, or
     *     there is no command line
     * @param excludes patterns that keep dnf from taking them, or the next best refused kernel
     * @param isTried whether dnf has solved exactly that, and nothing in it is refused
     * @param takesBest whether dnf finds it without {@code --nobest}
     */
    record InstallRest(
            List<Nevra> leftOut,
            List<String> specs,
            List<String> excludes,
            boolean isTried,
            boolean takesBest)
            implements Remedy {

        public InstallRest {
            leftOut = List.copyOf(leftOut);
            specs = List.copyOf(specs);
            excludes = List.copyOf(excludes);
        }

        @Override
        public String id() {
            return "install-rest";
        }
    }

    /**
     * Nothing: without what is refused, the rest cannot be installed either.
     *
     * @param reason "dnf finds no solution: …"
     */
    record NoRest(String reason) implements Remedy {
        @Override
        public String id() {
            return "no-rest";
        }
    }

    /**
     * Install the newest kernel that every pin permits, in place of a refused one.
     *
     * @param packages what to install to have it as complete as the refused one
     */
    record InstallKernel(Nevra kernel, List<Nevra> packages) implements Remedy {

        public InstallKernel {
            packages = List.copyOf(packages);
        }

        @Override
        public String id() {
            return "install-kernel";
        }
    }

    /**
     * Install a kernel together with the builds of modules that load in it, where one of them alone
     * is refused.
     *
     * @param packages what to install to have both
     */
    record InstallPair(Nevra kernel, List<Nevra> builds, List<Nevra> packages) implements Remedy {

        public InstallPair {
            builds = List.copyOf(builds);
            packages = List.copyOf(packages);
        }

        @Override
        public String id() {
            return "install-pair";
        }
    }

    /** Stay with an installed kernel, which every pin permits. */
    record StayWith(Nevra kernel) implements Remedy {
        @Override
        public String id() {
            return "stay-with";
        }
    }

    /** Wait: dnf can see no kernel that every pin permits. */
    record WaitForKernel() implements Remedy {
        @Override
        public String id() {
            return "wait";
        }
    }

    /** Let dnf keep more kernels, so that none is evicted. */
    record RaiseLimit(int installonlyLimit) implements Remedy {
        @Override
        public String id() {
            return "raise-limit";
        }
    }

    /**
     * Lift every pin that refuses something.
     *
     * @param price what that leads to; null if it has not been worked out
     */
    record LiftPins(List<Lifted> pins, @Nullable Price price) implements Remedy {

        public LiftPins {
            pins = List.copyOf(pins);
        }

        /**
         * One of them.
         *
         * @param isAlone whether nothing else is in its file
         */
        public record Lifted(String pin, SourceLocation location, boolean isAlone) {}

        /**
         * What would boot next.
         *
         * @param next the kernels that may; empty where none is left
         * @param isWithoutDrivers whether one of them loses its packages of drivers
         * @param loading the modules of these pins that load in each of them
         * @param without those that do not load in one of them, or are gone
         * @param unknown those of which that is not known
         */
        public record Price(
                List<Nevra> next,
                boolean isWithoutDrivers,
                List<String> loading,
                List<String> without,
                List<String> unknown) {

            public Price {
                next = List.copyOf(next);
                loading = List.copyOf(loading);
                without = List.copyOf(without);
                unknown = List.copyOf(unknown);
            }
        }

        @Override
        public String id() {
            return "lift-pins";
        }
    }
}
