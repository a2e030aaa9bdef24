package io.github.kernelpin.model.transaction;

import java.util.List;

/**
 * dnf's options whose values are no secrets: numbers, switches, and names of packages and
 * directories (libdnf/conf/ConfigMain.cpp and ConfigRepo.cpp). Any other may be one, as a proxy or
 * a header with credentials in it.
 */
final class HarmlessOptions {

    private static final List<String> NAMES =
            List.of(
                    "allow_vendor_change",
                    "arch",
                    "assumeno",
                    "assumeyes",
                    "autocheck_running_kernel",
                    "bandwidth",
                    "basearch",
                    "best",
                    "cachedir",
                    "cacheonly",
                    "check_config_file_age",
                    "clean_requirements_on_remove",
                    "color",
                    "cost",
                    "countme",
                    "debug_solver",
                    "debuglevel",
                    "defaultyes",
                    "deltarpm",
                    "deltarpm_percentage",
                    "destdir",
                    "disable_excludes",
                    "diskspacecheck",
                    "downloadonly",
                    "enabled",
                    "enablegroups",
                    "errorlevel",
                    "exclude",
                    "excludepkgs",
                    "exit_on_lock",
                    "fastestmirror",
                    "gpgcheck",
                    "group_package_types",
                    "history_record",
                    "history_record_packages",
                    "ignorearch",
                    "includepkgs",
                    "install_weak_deps",
                    "installonly_limit",
                    "installonlypkgs",
                    "installroot",
                    "ip_resolve",
                    "keepcache",
                    "localpkg_gpgcheck",
                    "log_rotate",
                    "log_size",
                    "logdir",
                    "logfilelevel",
                    "max_parallel_downloads",
                    "metadata_expire",
                    "metadata_timer_sync",
                    "minrate",
                    "module_hotfixes",
                    "module_obsoletes",
                    "module_platform_id",
                    "module_stream_switch",
                    "multilib_policy",
                    "obsoletes",
                    "persistdir",
                    "pluginconfpath",
                    "pluginpath",
                    "plugins",
                    "priority",
                    "protect_running_kernel",
                    "protected_packages",
                    "recent",
                    "releasever",
                    "repo_gpgcheck",
                    "reposdir",
                    "retries",
                    "rpmverbosity",
                    "showdupesfromrepos",
                    "skip_broken",
                    "skip_if_unavailable",
                    "sslverify",
                    "strict",
                    "throttle",
                    "timeout",
                    "tsflags",
                    "upgrade_group_objects_upgrade",
                    "varsdir",
                    "weakexcludes",
                    "zchunk");

    private HarmlessOptions() {}

    static boolean has(String option) {
        return NAMES.contains(option);
    }
}
