package io.github.kernelpin.model.boot;

/**
 * The kernel that boots next.
 *
 * @param kernel what {@code uname -r} will say; empty if that is not known
 * @param source what says so, or why nothing does
 * @param isCertain whether that is all there is to it: a boot loader without entries, as in a
 *     container, leaves it open, and that is no trouble; entries that cannot be read or that
 *     contradict each other are
 */
public record NextBoot(String kernel, String source, boolean isCertain) {

    /** One that is said, or of which nothing is said anywhere. */
    public NextBoot(String kernel, String source) {
        this(kernel, source, true);
    }

    /** One that nobody can tell. */
    public static NextBoot uncertain(String reason) {
        return new NextBoot("", reason, false);
    }
}
