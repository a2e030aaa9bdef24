package io.github.kernelpin.guard.interval;

import io.github.kernelpin.model.rpm.Architecture;
import io.github.kernelpin.model.rpm.Evr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * VersionSet of kernels as spans of what they provide as {@code kernel-uname-r}, where the
 * architecture follows the release: {@code 4.18.0-305.el8.x86_64+debug}.
 *
 * <p>Mostly it makes no difference, because letters sort before numbers. It does where a kernel's
 * release is the bound itself, or the start of it up to a dist tag: 305.el8 is not above 305.el8,
 * and 305 is below 305.el8, but 305.el8.x86_64 and 305.x86_64 are above. So these are taken by
 * their architectures.
 */
public final class UnameVersions {

    private UnameVersions() {}

    public static VersionSet of(VersionSet kernels) {
        List<VersionInterval> unames = new ArrayList<>();
        for (VersionInterval span : kernels.spans()) {
            unames.addAll(until(span.to()).without(before(span.from())).spans());
        }
        return VersionSet.ofAny(unames);
    }

    private static VersionSet before(@Nullable VersionBound cut) {
        return cut == null ? VersionSet.NONE : until(cut);
    }

    private static VersionSet until(@Nullable VersionBound cut) {
        if (cut == null || !cut.at().hasRelease()) {
            return VersionSet.until(cut);
        }
        Evr bound = cut.at();
        List<VersionInterval> unames =
                new ArrayList<>(VersionSet.until(VersionBound.below(bound)).spans());
        for (String start : new ReleaseStarts(bound.release()).beforeLetters()) {
            unames.addAll(calledLike(new Evr(bound.epoch(), bound.version(), start)));
        }
        if (cut.above()) {
            unames.addAll(calledLike(bound));
        }
        return VersionSet.ofAny(unames);
    }

    /** What the kernels of exactly one version and release are called. */
    private static List<VersionInterval> calledLike(Evr kernel) {
        List<VersionInterval> unames = new ArrayList<>();
        for (Architecture known : Architecture.known()) {
            String arch = known.name();
            // In rpm's order all that starts with a name is before the name with its last character
            // raised: x86_64+debug < x86_65.
            int last = arch.length() - 1;
            String next = arch.substring(0, last) + (char) (arch.charAt(last) + 1);
            unames.add(
                    new VersionInterval(
                            VersionBound.below(withArch(kernel, arch)),
                            VersionBound.below(withArch(kernel, next))));
        }
        return unames;
    }

    private static Evr withArch(Evr kernel, String arch) {
        return new Evr(kernel.epoch(), kernel.version(), kernel.release() + "." + arch);
    }

    /** The parts of a release, as rpm's order takes it apart. */
    private record ReleaseStarts(String release) {

        /** Everything that ends where letters or a caret follow. */
        List<String> beforeLetters() {
            List<String> starts = new ArrayList<>();
            int end = 0;
            for (int i = 0; i < release.length(); i++) {
                char c = release.charAt(i);
                boolean isLetter = isLetter(c) || c == '^';
                boolean startsPart = i == 0 || !isLetter(release.charAt(i - 1)) || c == '^';
                if (isLetter && startsPart && end > 0) {
                    starts.add(release.substring(0, end));
                }
                end = isSeparator(c) ? end : i + 1;
            }
            return starts;
        }

        private static boolean isLetter(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        private static boolean isSeparator(char c) {
            return !isLetter(c) && !(c >= '0' && c <= '9') && c != '~' && c != '^';
        }
    }
}
