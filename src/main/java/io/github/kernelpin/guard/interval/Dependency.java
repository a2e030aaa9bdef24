package io.github.kernelpin.guard.interval;

import io.github.kernelpin.model.rpm.VersionConstraint;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a package requires or conflicts with, in the notation that rpm 4.14 and later read. */
public sealed interface Dependency {

    /** One capability; any version of it if there is none. */
    record On(String name, @Nullable VersionConstraint version) implements Dependency {
        @Override
        public String toString() {
            return version == null ? name : name + " " + version;
        }
    }

    /** Both, by the same package. */
    record With(Dependency one, Dependency other) implements Dependency {
        @Override
        public String toString() {
            return "(" + one + " with " + other + ")";
        }
    }

    /** A package that none of the capabilities is of. */
    record Without(Dependency some, List<String> others) implements Dependency {
        public Without {
            others = List.copyOf(others);
        }

        @Override
        public String toString() {
            String list = String.join(" or ", others);
            return "(" + some + " without " + (others.size() == 1 ? list : "(" + list + ")") + ")";
        }
    }

    /** Any of several. */
    record Either(List<Dependency> all) implements Dependency {
        public Either {
            all = List.copyOf(all);
        }

        @Override
        public String toString() {
            return all.stream()
                    .map(Dependency::toString)
                    .collect(Collectors.joining(" or ", "(", ")"));
        }
    }
}
