package io.github.kernelpin.model.verdict;

import io.github.kernelpin.model.kernel.RpmPackage;

/** What a finding is about: a package in a transaction, or a kernel or a file on a host. */
public sealed interface Subject {

    /** Its name in messages and JSON: a NEVRA, what {@code uname -r} says, or a path. */
    String name();

    /** A package and what the transaction does to it. */
    record Change(Direction direction, RpmPackage rpm) implements Subject {
        @Override
        public String name() {
            return rpm.toString();
        }
    }

    /** A kernel that is installed on a host, by its {@code uname -r}. */
    record InstalledKernel(String name) implements Subject {}

    /** A package that is kept out of a host, by its NEVRA. */
    record KeptOut(String name) implements Subject {}

    /** A file or directory of a host, or the place where one should be. */
    record HostFile(String name) implements Subject {}

    /** Whether the package that a finding is about comes, goes or stays. */
    enum Direction {
        INCOMING("incoming"),
        OUTGOING("outgoing"),
        STAYING("staying");

        private final String id;

        Direction(String id) {
            this.id = id;
        }

        /** Its name in JSON. */
        public String id() {
            return id;
        }
    }
}
