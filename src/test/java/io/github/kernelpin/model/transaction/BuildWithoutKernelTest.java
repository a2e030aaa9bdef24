package io.github.kernelpin.model.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.transaction.BuildWithoutKernel.Obstacle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words are those of dnf 4.14 and 4.23 with libsolv. */
final class BuildWithoutKernelTest {

    private static final String BUILD = "kmod-drbd-9.1.4-1.el8_5.x86_64";
    private static final String NEED = "kernel(sock_create_kern) = 0x5a6b7c8d";
    private static final String KERNEL = "kernel-core-4.18.0-348.el8.x86_64";

    @Test
    void theKernelIsExcluded() {
        assertEquals(
                List.of(new BuildWithoutKernel(BUILD, NEED, Obstacle.EXCLUDED, KERNEL, "")),
                BuildWithoutKernel.inWords(
                        """
                        Error:\s
                         Problem: package kmod-drbd-9.1.4-1.el8_5.x86_64 from d requires kernel(sock_create_kern) = 0x5a6b7c8d, but none of the providers can be installed
                          - cannot install the best update candidate for package kmod-drbd-9.1.2-1.el8.x86_64
                          - package kernel-core-4.18.0-348.el8.x86_64 from b is filtered out by exclude filtering
                        (try to add '--skip-broken' to skip uninstallable packages)
                        """));
    }

    @Test
    void aGuardConflictsWithTheKernel() {
        assertEquals(
                List.of(
                        new BuildWithoutKernel(
                                BUILD,
                                NEED,
                                Obstacle.CONFLICTING,
                                KERNEL,
                                "kernelpin-guard-drbd-1-1.noarch")),
                BuildWithoutKernel.inWords(
                        """
                        Error:\s
                         Problem: package kmod-drbd-9.1.4-1.el8_5.x86_64 requires kernel(sock_create_kern) = 0x5a6b7c8d, but none of the providers can be installed
                          - package kernelpin-guard-drbd-1-1.noarch conflicts with kernel-uname-r >= 4.18.0-306~ provided by kernel-core-4.18.0-348.el8.x86_64
                          - cannot install the best update candidate for package kmod-drbd-9.1.2-1.el8.x86_64
                          - problem with installed package kernelpin-guard-drbd-1-1.noarch
                        """));
    }

    @Test
    void noRepositoryHasTheKernel() {
        assertEquals(
                List.of(new BuildWithoutKernel(BUILD, NEED, Obstacle.MISSING, "", "")),
                BuildWithoutKernel.inWords(
                        """
                        Error:\s
                         Problem: cannot install the best update candidate for package kmod-drbd-9.1.2-1.el8.x86_64
                          - nothing provides kernel(sock_create_kern) = 0x5a6b7c8d needed by kmod-drbd-9.1.4-1.el8_5.x86_64 from d
                        (try to add '--skip-broken' to skip uninstallable packages)
                        """));
    }

    @Test
    void somethingElseIsInTheWayOfTheKernel() {
        assertEquals(
                List.of(new BuildWithoutKernel(BUILD, NEED, Obstacle.OTHER, "", "")),
                BuildWithoutKernel.inWords(
                        """
                         Problem: package kmod-drbd-9.1.4-1.el8_5.x86_64 requires kernel(sock_create_kern) = 0x5a6b7c8d, but none of the providers can be installed
                          - kernel-core-4.18.0-348.el8.i686 has inferior architecture
                        """));
    }

    @Test
    void packagesOfAKernelThatNeedOneAnotherAreNoModules() {
        assertEquals(
                List.of(),
                BuildWithoutKernel.inWords(
                        """
                        Error:\s
                         Problem 1: package kernel-modules-4.18.0-348.el8.x86_64 requires kernel-uname-r = 4.18.0-348.el8.x86_64, but none of the providers can be installed
                          - package kernel-core-4.18.0-348.el8.x86_64 is filtered out by exclude filtering
                         Problem 2: nothing provides libfoo needed by foo-1-1.noarch
                        """));
    }

    @Test
    void otherWordsHaveNone() {
        assertEquals(
                List.of(), BuildWithoutKernel.inWords("Error: Unable to find a match: nosuch\n"));
        assertEquals(List.of(), BuildWithoutKernel.inWords(""));
    }
}
