package io.github.kernelpin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.kernelpin.SamplePins;
import io.github.kernelpin.guard.interval.Dependency;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Architecture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardConstraintsTest {

    @Test
    void aPinThatNothingSatisfiesHasNoGuard() {
        Pin pin = SamplePins.pin("4.18.0-305.25.1", "!4.18.0-305");
        assertEquals(
                "it denies every kernel that it allows",
                assertThrows(IllegalArgumentException.class, () -> GuardConstraints.of(pin))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-drbd", ".drbd", "+drbd"})
    void aNameThatRpmbuildRefusesIsNone(String name) {
        Pin pin = SamplePins.ofModule(name, "");
        assertEquals(
                "\"" + name + "\" is no package: expected a letter, digit or underscore first",
                assertThrows(IllegalArgumentException.class, () -> GuardConstraints.of(pin))
                        .getMessage());
    }

    @Test
    void aMinorIsHeldFromBothSides() {
        assertTexts(
                """
                requires ((kernel-uname-r >= 4.18.0-305 with kernel-uname-r < 4.18.0-306~) or (kernel-debug-uname-r >= 4.18.0-305 with kernel-debug-uname-r < 4.18.0-306~) or (kernel-lt-uname-r >= 4.18.0-305 with kernel-lt-uname-r < 4.18.0-306~) or (kernel-ml-uname-r >= 4.18.0-305 with kernel-ml-uname-r < 4.18.0-306~) or ((kernel >= 4.18.0-305 with kernel < 4.18.0-306~) without kernel-uname-r))
                conflicts kernel-uname-r < 4.18.0-305
                conflicts kernel-uname-r >= 4.18.0-306~
                conflicts kernel-debug-uname-r < 4.18.0-305
                conflicts kernel-debug-uname-r >= 4.18.0-306~
                conflicts kernel-uek-uname-r
                conflicts kernel-uek-debug-uname-r
                conflicts kernel-uek64k-uname-r
                conflicts kernel-uek64kdebug-uname-r
                conflicts kernel-ueknext-uname-r
                conflicts kernel-ueknext-debug-uname-r
                conflicts kernel-ueknext64k-uname-r
                conflicts kernel-ueknext64kdebug-uname-r
                conflicts kernel-lt-uname-r < 4.18.0-305
                conflicts kernel-lt-uname-r >= 4.18.0-306~
                conflicts kernel-ml-uname-r < 4.18.0-305
                conflicts kernel-ml-uname-r >= 4.18.0-306~
                conflicts (kernel < 4.18.0-305 without kernel-uname-r)
                conflicts (kernel >= 4.18.0-306~ without kernel-uname-r)
                """,
                SamplePins.pin("rhel:8.4"));
    }

    @Test
    void minorsThatFollowEachOtherAreOne() {
        assertTexts(
                """
                requires (kernel-uname-r >= 4.18.0 or kernel-debug-uname-r >= 4.18.0 or kernel-uek-uname-r >= 4.18.0 or kernel-uek-debug-uname-r >= 4.18.0 or kernel-uek64k-uname-r >= 4.18.0 or kernel-uek64kdebug-uname-r >= 4.18.0 or kernel-ueknext-uname-r >= 4.18.0 or kernel-ueknext-debug-uname-r >= 4.18.0 or kernel-ueknext64k-uname-r >= 4.18.0 or kernel-ueknext64kdebug-uname-r >= 4.18.0 or kernel-lt-uname-r >= 4.18.0 or kernel-ml-uname-r >= 4.18.0 or (kernel >= 4.18.0 without kernel-uname-r))
                conflicts kernel-uname-r < 4.18.0
                conflicts kernel-debug-uname-r < 4.18.0
                conflicts kernel-uek-uname-r < 4.18.0
                conflicts kernel-uek-debug-uname-r < 4.18.0
                conflicts kernel-uek64k-uname-r < 4.18.0
                conflicts kernel-uek64kdebug-uname-r < 4.18.0
                conflicts kernel-ueknext-uname-r < 4.18.0
                conflicts kernel-ueknext-debug-uname-r < 4.18.0
                conflicts kernel-ueknext64k-uname-r < 4.18.0
                conflicts kernel-ueknext64kdebug-uname-r < 4.18.0
                conflicts kernel-lt-uname-r < 4.18.0
                conflicts kernel-ml-uname-r < 4.18.0
                conflicts (kernel < 4.18.0 without kernel-uname-r)
                """,
                SamplePins.pin(">= 4.18.0, < 4.18.0-306", "4.18.0-306", ">= 4.18.0-306.1"));
    }

    @Test
    void aDeniedBuildLeavesAGapAndNeedsNoKernel() {
        assertTexts(
                """
                conflicts (kernel-uname-r >= 4.18.0-305.30.1 with kernel-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-debug-uname-r >= 4.18.0-305.30.1 with kernel-debug-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-uek-uname-r >= 4.18.0-305.30.1 with kernel-uek-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-uek-debug-uname-r >= 4.18.0-305.30.1 with kernel-uek-debug-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-uek64k-uname-r >= 4.18.0-305.30.1 with kernel-uek64k-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-uek64kdebug-uname-r >= 4.18.0-305.30.1 with kernel-uek64kdebug-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-ueknext-uname-r >= 4.18.0-305.30.1 with kernel-ueknext-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-ueknext-debug-uname-r >= 4.18.0-305.30.1 with kernel-ueknext-debug-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-ueknext64k-uname-r >= 4.18.0-305.30.1 with kernel-ueknext64k-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-ueknext64kdebug-uname-r >= 4.18.0-305.30.1 with kernel-ueknext64kdebug-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-lt-uname-r >= 4.18.0-305.30.1 with kernel-lt-uname-r < 4.18.0-305.30.1.0~)
                conflicts (kernel-ml-uname-r >= 4.18.0-305.30.1 with kernel-ml-uname-r < 4.18.0-305.30.1.0~)
                conflicts ((kernel >= 4.18.0-305.30.1 with kernel < 4.18.0-305.30.1.0~) without kernel-uname-r)
                """,
                SamplePins.pin("!4.18.0-305.30.1"));
    }

    @Test
    void oneVariantIsFoundByItsPackageAndUnknownOnesByWhatTheyAreNot() {
        String known =
                """
                kernel-16k-core or kernel-16k or kernel-16k-debug-core or kernel-16k-debug or \
                kernel-64k-core or kernel-64k or kernel-64k-debug-core or kernel-64k-debug or \
                kernel-automotive-core or kernel-automotive or kernel-core or kernel-debug-core or \
                kernel-debug or kernel-debug-uki-virt or kernel-lt-core or kernel-lt or \
                kernel-ml-core or kernel-ml or kernel-plus-core or kernel-plus or \
                kernel-rt-64k-core or kernel-rt-64k or kernel-rt-64k-debug-core or \
                kernel-rt-64k-debug or kernel-rt-core or kernel-rt or kernel-rt-debug-core or \
                kernel-rt-debug or @UEK@ or kernel-uki-virt or kernel-zfcpdump-core or \
                kernel-zfcpdump""";
        // What is called kernel-uek, and not what provides that name in its own version.
        String wholes =
                Architecture.known().stream()
                        .map(each -> "kernel-uek(" + each.isa() + ")")
                        .distinct()
                        .collect(Collectors.joining(" or "));
        String uek =
                "kernel-uek-core or "
                        + wholes
                        + " or kernel-uek-debug-core or kernel-uek-debug"
                        + " or kernel-uek64k-core or kernel-uek64k";
        assertTexts(
                """
                conflicts (kernel-core >= 4.18.0-305 with kernel-core < 4.18.0-306~)
                conflicts ((kernel-uname-r >= 4.18.0-305 with kernel-uname-r < 4.18.0-306~) without (%s))
                conflicts ((kernel-debug-uname-r >= 4.18.0-305 with kernel-debug-uname-r < 4.18.0-306~) without (kernel-debug-core or kernel-debug or kernel-debug-uki-virt))
                conflicts ((kernel-uek-uname-r >= 4.18.0-305 with kernel-uek-uname-r < 4.18.0-306~) without (%s))
                conflicts ((kernel-uek-debug-uname-r >= 4.18.0-305 with kernel-uek-debug-uname-r < 4.18.0-306~) without (kernel-uek-debug-core or kernel-uek-debug))
                conflicts ((kernel-uek64k-uname-r >= 4.18.0-305 with kernel-uek64k-uname-r < 4.18.0-306~) without (kernel-uek64k-core or kernel-uek64k))
                conflicts (kernel-uek64kdebug-uname-r >= 4.18.0-305 with kernel-uek64kdebug-uname-r < 4.18.0-306~)
                conflicts (kernel-ueknext-uname-r >= 4.18.0-305 with kernel-ueknext-uname-r < 4.18.0-306~)
                conflicts (kernel-ueknext-debug-uname-r >= 4.18.0-305 with kernel-ueknext-debug-uname-r < 4.18.0-306~)
                conflicts (kernel-ueknext64k-uname-r >= 4.18.0-305 with kernel-ueknext64k-uname-r < 4.18.0-306~)
                conflicts (kernel-ueknext64kdebug-uname-r >= 4.18.0-305 with kernel-ueknext64kdebug-uname-r < 4.18.0-306~)
                conflicts ((kernel-lt-uname-r >= 4.18.0-305 with kernel-lt-uname-r < 4.18.0-306~) without (kernel-lt-core or kernel-lt))
                conflicts ((kernel-ml-uname-r >= 4.18.0-305 with kernel-ml-uname-r < 4.18.0-306~) without (kernel-ml-core or kernel-ml))
                conflicts ((kernel >= 4.18.0-305 with kernel < 4.18.0-306~) without (kernel-uname-r or kernel-debug or kernel-lt or kernel-ml))
                """
                        .formatted(known.replace("@UEK@", uek), uek),
                SamplePins.pin("!4.18.0-305", "@default"));
    }

    @Test
    void aReleaseIsToldByItsArchitectures() {
        String texts = texts(SamplePins.pin("!4.18.0-305.el8"));
        assertEquals(
                """
                conflicts (kernel-uname-r >= 4.18.0-305.el8.aarch64 with kernel-uname-r < 4.18.0-305.el8.aarch65)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.armv6hl with kernel-uname-r < 4.18.0-305.el8.armv6hm)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.armv7hl with kernel-uname-r < 4.18.0-305.el8.armv7hm)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.i386 with kernel-uname-r < 4.18.0-305.el8.i387)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.i586 with kernel-uname-r < 4.18.0-305.el8.i587)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.i686 with kernel-uname-r < 4.18.0-305.el8.i687)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.ia64 with kernel-uname-r < 4.18.0-305.el8.ia65)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.loongarch64 with kernel-uname-r < 4.18.0-305.el8.loongarch65)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.ppc64 with kernel-uname-r < 4.18.0-305.el8.ppc65)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.riscv64 with kernel-uname-r < 4.18.0-305.el8.riscv65)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.s390x with kernel-uname-r < 4.18.0-305.el8.s390y)
                conflicts (kernel-uname-r >= 4.18.0-305.el8.x86_64 with kernel-uname-r < 4.18.0-305.el8.x86_65)
                """,
                texts.substring(0, texts.indexOf("conflicts (kernel-debug")));
    }

    @Test
    void aLongListOfDeniedReleasesIsNoTrouble() {
        List<String> entries = new ArrayList<>();
        for (int build = 1; build <= 800; build++) {
            entries.add("!4.18.0-305." + (7 * build % 801) + ".1.el8_4");
        }
        Pin pin = SamplePins.pin(entries.toArray(String[]::new));
        GuardConstraints guard =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> GuardConstraints.of(pin));
        assertEquals(800 * (KernelVariant.UNAMES.size() * 12 + 1), guard.conflicts().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | requires kmod-drbd",
                ">= 9.1.2 | requires kmod-drbd >= 9.1.2; conflicts kmod-drbd < 9.1.2",
                "< 9.2 | requires kmod-drbd < 9.2; conflicts kmod-drbd >= 9.2",
                "> 9.1 | requires kmod-drbd > 9.1; conflicts kmod-drbd <= 9.1",
                "9.1.2 | requires kmod-drbd = 9.1.2; conflicts kmod-drbd < 9.1.2;"
                        + " conflicts kmod-drbd > 9.1.2",
                "= 1:9.1.2-3 | requires kmod-drbd = 1:9.1.2-3; conflicts kmod-drbd < 1:9.1.2-3;"
                        + " conflicts kmod-drbd > 1:9.1.2-3",
                ">= 9.1.2, < 9.2 | requires (kmod-drbd >= 9.1.2 with kmod-drbd < 9.2);"
                        + " conflicts kmod-drbd < 9.1.2; conflicts kmod-drbd >= 9.2",
            })
    void aModuleIsHeldInTheVersionsTested(String version, String expected) {
        assertTexts(expected.replace("; ", "\n") + "\n", SamplePins.ofModule("kmod-drbd", version));
    }

    private static void assertTexts(String expected, Pin pin) {
        assertEquals(expected, texts(pin));
    }

    private static String texts(Pin pin) {
        GuardConstraints guard = GuardConstraints.of(pin);
        StringBuilder texts = new StringBuilder();
        for (Dependency each : guard.requires()) {
            texts.append("requires ").append(each).append('\n');
        }
        for (Dependency each : guard.conflicts()) {
            texts.append("conflicts ").append(each).append('\n');
        }
        return texts.toString();
    }
}
