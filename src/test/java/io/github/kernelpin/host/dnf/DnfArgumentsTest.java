package io.github.kernelpin.host.dnf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UnchangedHostIT gives the real dnf what passes here. */
final class DnfArgumentsTest {

    private static final String EXPECTED =
            "autoremove, distro-sync, downgrade, group erase|install|remove|update|upgrade,"
                    + " history redo|replay|rollback|undo, install,"
                    + " module disable|enable|erase|install|remove|reset|switch-to|update,"
                    + " reinstall, remove, swap, upgrade, upgrade-minimal";

    private static final String UNKNOWN =
            "it is no option that is known to change nothing: expected one of dnf's manual,"
                    + " written out";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-y | -y",
                "-qy | -y",
                "-qbCy | -y",
                "-yq | -y",
                "--assumeyes | --assumeyes",
                "--setopt=assumeno=0 | --setopt=assumeno",
                "--setopt assumeno=0 | --setopt=assumeno",
                "--setopt=assumeno=1 | --setopt=assumeno",
                "--setopt=assumeyes=1 | --setopt=assumeyes",
                "--setopt=defaultyes=1 | --setopt=defaultyes",
            })
    void dnfIsNotToldToGoOn(String option, String named) {
        expect(
                "dnf is not given " + named + ": a dry run answers each question of dnf with no",
                option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cachedir=/x", "system_cachedir=/x", "main.logdir=", "*.persistdir=/x"})
    void settingsAreKnownWithASectionInFrontOfThem(String setting) {
        expect(
                "dnf is not given --setopt="
                        + setting.split("=", 2)[0].strip()
                        + ": a dry run writes nothing there",
                "--setopt=" + setting);
        expect(
                "dnf is not given --setopt=main.plugins: dnf would not ask this host's kernelpin",
                "--setopt=main.plugins=0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--noplugins | --noplugins",
                "--setopt=plugins=0 | --setopt=plugins",
                "--setopt=pluginpath=/tmp | --setopt=pluginpath",
                "--setopt=pluginconfpath=/tmp | --setopt=pluginconfpath",
                "--disableplugin=kernelpin | --disableplugin=kernelpin",
                "--disableplugin kernelpin | --disableplugin=kernelpin",
                "--disableplugin=a,kernelpin | --disableplugin=kernelpin",
                "--disableplugin=* | --disableplugin=*",
                "--disableplugin=k??nel* | --disableplugin=k??nel*",
                "--disableplugin=[a-z]ernelpin | --disableplugin=[a-z]ernelpin",
            })
    void dnfIsNotKeptFromAskingKernelpin(String option, String named) {
        expect("dnf is not given " + named + ": dnf would not ask this host's kernelpin", option);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--installroot=/x | --installroot | kernelpin's own --root says which host is meant",
                "--installroot /x | --installroot | kernelpin's own --root says which host is meant",
                "--setopt=installroot=/x | --setopt=installroot"
                        + " | kernelpin's own --root says which host is meant",
                "--destdir=/x | --destdir | a dry run writes nothing there",
                "--downloaddir=/x | --downloaddir | a dry run writes nothing there",
                "--setopt=destdir=/x | --setopt=destdir | a dry run writes nothing there",
                "--debugsolver | --debugsolver | a dry run writes nothing there",
                "--setopt=persistdir=/x | --setopt=persistdir | a dry run writes nothing there",
                "--setopt=logfilelevel=9 | --setopt=logfilelevel | a dry run writes nothing there",
                "--setopt=logdir=/x | --setopt=logdir | a dry run writes nothing there",
                "--help | --help | dnf would print something and solve nothing",
                "-qh | -h | dnf would print something and solve nothing",
                "--version | --version | dnf would print something and solve nothing",
                "-- | -- | options of kernelpin's own have to follow",
                "-x | -x | expected its value behind it",
                "-x -y | -x | expected its value behind it",
                "-c --assumeyes | -c | expected its value behind it",
                "--exclude | --exclude | expected its value behind it",
                "--setopt | --setopt | expected its value behind it",
                "--best=1 | --best | it takes no value",
            })
    void dnfIsNotGivenWhatWouldHaveItDoSomethingElse(String option, String named, String reason) {
        expect("dnf is not given " + named + ": " + reason, option);
    }

    @ParameterizedTest
    @CsvSource({
        "--assumey, --assumey",
        "--nopl, --nopl",
        "--setop=assumeno=0, --setop",
        "--disablepl=kernelpin, --disablepl",
        "--enable, --enable",
        "--disable, --disable",
        "-R5, -R",
        "-, -",
        "-5, -5",
        "--reverse, --reverse",
        "-o/x, -o",
        "--setopt2=proxy_password=secret, --setopt2",
    })
    void anOptionThatIsNotKnownIsRefusedWithoutItsValue(String option, String named) {
        expect("dnf is not given " + named + ": " + UNKNOWN, option);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upgrade --nobest -x a -xb --exclude=c --exclude d -qb -4 -c /x -d0 -e 1",
                "upgrade --setopt=tsflags= --setopt keepcache=1 --setopt=*.enabled=0",
                "upgrade --setopt=main.best=0 --setopt=r.proxy=x",
                "upgrade --disableplugin=versionlock --disableplugin=sub* --enableplugin=x",
                "upgrade --downloadonly --assumeno --security --cve CVE-2026-1",
                "install @group ./kernel-core.rpm https://host/kernel.rpm",
                "install --repofrompath=a,/srv/a --repo a --releasever=8 --forcearch=aarch64 x",
                "history undo last",
                "history replay --ignore-installed stored.json",
                "group install --with-optional tools",
                "module enable a:1",
                "remove --oldinstallonly",
                "swap a b",
                "up-min",
                "localinstall x.rpm",
            })
    void whatLeadsToATransactionPasses(String arguments) {
        assertEquals("", problem(arguments));
    }

    @ParameterizedTest
    @CsvSource({
        "mark remove rsync, mark",
        "clean all, clean",
        "makecache, makecache",
        "config-manager --set-enabled x, config-manager",
        "copr enable a/b, copr",
        "versionlock add kernel, versionlock",
        "shell, shell",
        "sh, sh",
        "history, history",
        "history list, history list",
        "history userinstalled, history userinstalled",
        "history store 2 -o /x, history store",
        "group mark install x, group mark",
        "group list, group list",
        "module list, module list",
        "alias add a=b, alias",
        "offline-upgrade download, offline-upgrade",
        "system-upgrade reboot, system-upgrade",
        "offline-distrosync download, offline-distrosync",
        "needs-restarting, needs-restarting",
        "download kernel, download",
        "builddep x, builddep",
        "debug-restore x, debug-restore",
        "repository-packages x install, repository-packages",
        "reposync, reposync",
        "modulesync x, modulesync",
        "check, check",
        "repoquery x, repoquery",
        "upgrad, upgrad",
        "'', ''",
    })
    void whatMayDoSomethingAtOnceIsRefusedByName(String arguments, String named) {
        assertEquals(
                "\"dnf "
                        + named
                        + "\" is not run, as it may change something at once: expected "
                        + EXPECTED,
                problem(arguments));
    }

    @Test
    void optionsHaveToFollowTheCommand() {
        assertEquals(
                "dnf's command comes first, and its options behind it: expected " + EXPECTED,
                problem("--setopt=x=y upgrade"));
    }

    private static void expect(String problem, String option) {
        assertEquals(problem, problem("upgrade " + option));
        assertEquals(problem, problem("upgrade --nobest kernel " + option));
    }

    private static String problem(String arguments) {
        return DnfArguments.problem(List.of(arguments.split(" ", -1)));
    }
}
