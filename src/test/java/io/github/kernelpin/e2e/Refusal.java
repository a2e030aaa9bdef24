package io.github.kernelpin.e2e;

/** What kernelpin says of the kernel of RHEL 8.5 on a host that DRBD pins to 8.4. */
final class Refusal {

    private static final String KERNEL =
            """
            kernelpin: kernel 4.18.0-348.el8 is refused: 1 pin does not allow it

              kernel-core-4.18.0-348.el8.x86_64 from @ORIGIN@ (a kernel of RHEL 8.5)
                outside pin drbd: 4.18.0-305.* (RHEL 8.4)
                  because: DRBD 9.1.2 was tested on RHEL 8.4
                  rule: kernel-outside-pin
                  pin: @ROOT@/etc/kernelpin/pins.d/drbd.toml:1
            """;

    private static final String MISSING =
            """
                kmod-drbd-9.1.2-1.el8 would not load: 1 of 3 symbols missing
                  lc_create
                  because: DRBD 9.1.2 was tested on RHEL 8.4
                  rule: symbol-missing
                  pin: @ROOT@/etc/kernelpin/pins.d/drbd.toml:6
            """;

    private static final String CHANGED =
            """
                kmod-drbd-9.1.2-1.el8 would not load: 1 of 3 symbols changed
                  sock_create_kern  0x1f2e3d4c -> 0x5a6b7c8d
                  because: DRBD 9.1.2 was tested on RHEL 8.4
                  rule: symbol-changed
                  pin: @ROOT@/etc/kernelpin/pins.d/drbd.toml:6

              withheld: not known, as no repository lists security advisories
              Nothing was changed. You can
            """;

    private static final String STAY =
            """
                stay with kernel-core-4.18.0-305.el8: it fits and is installed
                lift pin drbd (kernel-core-4.18.0-348.el8 would boot next, without drbd):
                  kernelpin unpin --root=@ROOT@ drbd\
            """;

    /** What dnf is to leave out, as in either of the commands that do so. */
    static final String KERNEL_PACKAGES =
            "kernel-4.18.0-348.el8.x86_64,kernel-core-4.18.0-348.el8.x86_64,"
                    + "kernel-modules-4.18.0-348.el8.x86_64,kernel-modules-extra-4.18.0-348.el8.x86_64";

    /** The line for dnf-automatic's configuration. */
    static final String AUTOMATIC_EXCLUDES = "      excludepkgs = " + KERNEL_PACKAGES + "\n";

    private Refusal() {}

    /** A kernel that was asked for: there is nothing else in the transaction to go on with. */
    static String ofKernel(String origin) {
        return (KERNEL + CHANGED + STAY).replace("@ORIGIN@", origin);
    }

    /** kernel-core without the modules that one of the pinned module's symbols comes from. */
    static String ofKernelCore(String origin) {
        return (KERNEL + MISSING + CHANGED + STAY).replace("@ORIGIN@", origin);
    }

    /**
     * An upgrade of everything.
     *
     * @param command what stands before the excludes in the command that leaves the kernel out
     */
    static String ofUpgrade(String origin, String command) {
        String rest =
                "    install everything else:\n      "
                        + command
                        + " --exclude="
                        + KERNEL_PACKAGES.replace(",", " --exclude=")
                        + "\n";
        return (KERNEL + CHANGED + rest + STAY).replace("@ORIGIN@", origin);
    }

    /** The same through dnf's API, where no command line is known that could be repeated. */
    static String ofUpgradeByProgram(String origin) {
        String rest =
                "    have dnf leave these out:\n      " + KERNEL_PACKAGES.replace(',', ' ') + "\n";
        return (KERNEL + CHANGED + rest + STAY).replace("@ORIGIN@", origin);
    }

    /** The same by dnf-automatic, which has a configuration of its own. */
    static String ofUpgradeByAutomatic(String origin) {
        String rest =
                "    have dnf-automatic leave these out: [base] in automatic.conf:\n"
                        + AUTOMATIC_EXCLUDES;
        return (KERNEL + CHANGED + rest + STAY).replace("@ORIGIN@", origin);
    }

    /** The same by Ansible, whose module has an argument for it. */
    static String ofUpgradeByAnsible(String origin) {
        String rest =
                "    have Ansible's module leave these out:\n      exclude: "
                        + KERNEL_PACKAGES
                        + "\n";
        return (KERNEL + CHANGED + rest + STAY).replace("@ORIGIN@", origin);
    }
}
