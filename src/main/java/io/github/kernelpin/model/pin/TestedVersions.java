package io.github.kernelpin.model.pin;

import io.github.kernelpin.model.rpm.Evr;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions of a module's package a new pin takes for tested: those like the installed one.
 */
public final class TestedVersions {

    private static final String SEPARATOR = "[._+~^]";

    private TestedVersions() {}

    /**
     * A range in a pin's notation, without releases, which stand for all of them.
     *
     * <p>Some packages have the kernel that they were built for in their version: LINBIT's have
     * {@code 9.1.5_4.18.0_305}. Of such a package every rebuild for that kernel's minor is meant.
     *
     * @param kernel the one that the package's module was built for
     */
    public static String like(Evr installed, Evr kernel) {
        String version = new Evr(installed.epoch(), installed.version(), "").toString();
        int dot = kernel.release().indexOf('.');
        String build = dot < 0 ? kernel.release() : kernel.release().substring(0, dot);
        Matcher minor =
                Pattern.compile(
                                "(?<="
                                        + SEPARATOR
                                        + ")"
                                        + kernel.version().replace(".", SEPARATOR)
                                        + SEPARATOR
                                        + "(?<build>"
                                        + Pattern.quote(build)
                                        + ")(?![0-9])")
                        .matcher(version);
        if (!build.matches("[0-9]{1,9}") || !minor.find()) {
            return "= " + version;
        }
        String next = String.valueOf(Integer.parseInt(build) + 1);
        return ">= " + version + ", < " + version.substring(0, minor.start("build")) + next;
    }
}
