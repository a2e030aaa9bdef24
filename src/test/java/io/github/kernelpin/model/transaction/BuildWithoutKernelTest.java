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
                List.of(
                        new BuildWithoutKernel(
                                BUILD, NEED, Obstacle.EXCLUDED, KERNEL, "", List.of())),
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
                                "kernelpin-guard-drbd-1-1.noarch",
                                List.of())),
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
    void aGuardConflictsWithAKernelOfAnotherName() {
        assertEquals(
                List.of(
                        new BuildWithoutKernel(
                                BUILD,
                                NEED,
                                Obstacle.CONFLICTING,
                                "linux-custom-6.1.0-1.x86_64",
                                "kernelpin-guard-drbd-1-1.noarch",
                                List.of())),
                BuildWithoutKernel.inWords(
                        """
                         Problem: package kmod-drbd-9.1.4-1.el8_5.x86_64 requires kernel(sock_create_kern) = 0x5a6b7c8d, but none of the providers can be installed
                          - package a-1-1.noarch conflicts with b provided by c-1-1.noarch
                          - package kernelpin-guard-drbd-1-1.noarch conflicts with kernel-uname-r >= 4.18.0-306~ provided by linux-custom-6.1.0-1.x86_64
                        """));
    }

    @Test
    void noRepositoryHasTheKernel() {
        assertEquals(
                List.of(new BuildWithoutKernel(BUILD, NEED, Obstacle.MISSING, "", "", List.of())),
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
                List.of(new BuildWithoutKernel(BUILD, NEED, Obstacle.OTHER, "", "", List.of())),
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
    void packagesThatNeedSomethingElseThatIsBuiltWithAKernelAreNoModules() {
        assertEquals(
                List.of(),
                BuildWithoutKernel.inWords(
                        """
                        Error:\s
                         Problem 1: package cockpit-pcp-1-2.x86_64 requires kernel-tools-libs = 4.18.0-2, but none of the providers can be installed
                          - cannot install the best update candidate for package cockpit-pcp-1-1.x86_64
                          - package kernel-tools-libs-4.18.0-2.x86_64 is filtered out by exclude filtering
                         Problem 2: package glibc-devel-2.28-2.x86_64 requires kernel-headers = 4.18.0-2, but none of the providers can be installed
                          - cannot install the best update candidate for package glibc-devel-2.28-1.x86_64
                          - package kernel-headers-4.18.0-2.x86_64 is filtered out by exclude filtering
                         Problem 3: cannot install the best update candidate for package akmods-0.5-1.noarch
                          - nothing provides kernel-devel-uname-r = 4.18.0-348.el8.x86_64 needed by akmods-0.6-1.noarch
                         Problem 4: cannot install the best update candidate for package redhat-rpm-config-1-1.noarch
                          - nothing provides kernel-srpm-macros needed by redhat-rpm-config-2-1.noarch
                        """));
    }

    @Test
    void aBuildMayNeedAKernelOrAPartOfItByName() {
        for (String need :
                List.of(
                        "ksym(drbd_open) = 0x1",
                        "kernel >= 4.18.0-348.el8",
                        "kernel-core = 4.18.0-348.el8",
                        "kernel-rt",
                        "kernel-uname-r = 4.18.0-348.el8.x86_64",
                        "kernel-modules = 4.18.0-348.el8",
                        "kernel-rt-modules-extra",
                        "kernel-modules-core-uname-r = 4.18.0-348.el8.x86_64",
                        "(kernel-core = 4.18.0-348.el8 if kernel)")) {
            assertEquals(
                    List.of(
                            new BuildWithoutKernel(
                                    BUILD, need, Obstacle.MISSING, "", "", List.of())),
                    BuildWithoutKernel.inWords(
                            " Problem: nothing provides " + need + " needed by " + BUILD));
        }
    }

    @Test
    void anotherPackageNeedsTheBuild() {
        assertEquals(
                List.of(
                        new BuildWithoutKernel(
                                BUILD,
                                NEED,
                                Obstacle.EXCLUDED,
                                KERNEL,
                                "",
                                List.of("drbd-utils-9-2.x86_64"))),
                BuildWithoutKernel.inWords(
                        """
                        Error:\s
                         Problem: package drbd-utils-9-2.x86_64 from d requires kmod-drbd >= 9.1.4, but none of the providers can be installed
                          - package kmod-drbd-9.1.4-1.el8_5.x86_64 from d requires kernel(sock_create_kern) = 0x5a6b7c8d, but none of the providers can be installed
                          - cannot install the best update candidate for package drbd-utils-9-1.x86_64
                          - package kmod-drbd-9.1.5-1.el8_5.x86_64 from d is filtered out by exclude filtering
                          - package kernel-core-4.18.0-348.el8.x86_64 from b is filtered out by exclude filtering
                        """));
    }

    @Test
    void aBuildThatSeveralProblemsNameIsFoundOnce() {
        assertEquals(
                List.of(
                        new BuildWithoutKernel(
                                BUILD,
                                NEED,
                                Obstacle.MISSING,
                                "",
                                "",
                                List.of("drbd-utils-9-2.x86_64", "drbd-pacemaker-9-2.x86_64"))),
                BuildWithoutKernel.inWords(
                        """
                        Error:\s
                         Problem 1: cannot install the best update candidate for package kmod-drbd-9.1.2-1.el8.x86_64
                          - nothing provides kernel(sock_create_kern) = 0x5a6b7c8d needed by kmod-drbd-9.1.4-1.el8_5.x86_64 from d
                         Problem 2: package drbd-utils-9-2.x86_64 from d requires kmod-drbd >= 9.1.4, but none of the providers can be installed
                          - cannot install the best update candidate for package drbd-utils-9-1.x86_64
                          - nothing provides kernel(sock_create_kern) = 0x5a6b7c8d needed by kmod-drbd-9.1.4-1.el8_5.x86_64 from d
                         Problem 3: package drbd-pacemaker-9-2.x86_64 from d requires drbd-utils >= 9-2, but none of the providers can be installed
                          - package drbd-utils-9-2.x86_64 from d requires kmod-drbd >= 9.1.4, but none of the providers can be installed
                          - nothing provides kernel(sock_create_kern) = 0x5a6b7c8d needed by kmod-drbd-9.1.4-1.el8_5.x86_64 from d
                        """));
    }

    @Test
    void otherWordsHaveNone() {
        assertEquals(
                List.of(), BuildWithoutKernel.inWords("Error: Unable to find a match: nosuch\n"));
        assertEquals(List.of(), BuildWithoutKernel.inWords(""));
    }
}
