package io.github.kernelpin.report.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.transaction.BuildWithoutKernel;
import io.github.kernelpin.model.transaction.BuildWithoutKernel.Obstacle;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnsolvedTextTest {

    @Test
    void aBuildThatComesForItselfAndOneThatComesForOthers() {
        assertEquals(
                """
                dnf finds no transaction: a package needs a kernel that stays out
                  kmod-drbd-9.2-1.x86_64 needs kernel(a) = 0x2, which no package has that dnf
                      can see
                  drbd-utils-9-2.x86_64, drbd-pacemaker-9-2.x86_64 need kmod-drbd-9.2-1.x86_64,
                      and that needs kernel(a) = 0x2, which no package has that dnf can see
                  Nothing was changed. You can
                    install everything else:
                      dnf upgrade --nobest
                  dnf says
                Error:
                """,
                UnsolvedText.of(
                                List.of(
                                        build(List.of()),
                                        build(
                                                List.of(
                                                        "drbd-utils-9-2.x86_64",
                                                        "drbd-pacemaker-9-2.x86_64"))),
                                List.of("dnf", "upgrade", "--nobest"),
                                "Error:")
                        + "\n");
    }

    private static BuildWithoutKernel build(List<String> neededBy) {
        return new BuildWithoutKernel(
                "kmod-drbd-9.2-1.x86_64", "kernel(a) = 0x2", Obstacle.MISSING, "", "", neededBy);
    }
}
