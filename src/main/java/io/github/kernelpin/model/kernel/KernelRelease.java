package io.github.kernelpin.model.kernel;

import io.github.kernelpin.model.rpm.Architecture;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.VersionOrder;

/**
 * What {@code uname -r} says of a kernel, taken apart.
 *
 * <p>Red Hat's kernel.spec calls a kernel VERSION-RELEASE.ARCH, and a variant of it
 * VERSION-RELEASE.ARCH+VARIANT; RHEL 7 and UEK have a dot in place of the plus. A kernel in a
 * unified image ({@code kernel-uki-virt}) is called like the plain one, and counts as that.
 *
 * @param evr its version and release; the release of a kernel without {@code arch} is whatever
 *     follows the first dash
 * @param arch its architecture; empty if the name has none, as Debian's
 * @param variant as {@link KernelVariant} calls it; empty if the name does not tell
 */
public record KernelRelease(String text, Evr evr, String arch, String variant) {

    private static final String REALTIME = "rt";

    /**
     * Reads what {@code uname -r} prints, or the name of a folder below /lib/modules. Text that
     * follows no known scheme is a version of an unknown variant.
     *
     * @throws IllegalArgumentException if there is nothing to read
     */
    public static KernelRelease parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the kernel release is empty");
        }
        for (Architecture known : Architecture.known()) {
            String arch = known.name();
            int dot = text.lastIndexOf("." + arch);
            int end = dot + 1 + arch.length();
            if (dot > 0 && endsWord(text, end)) {
                Evr evr = evrOf(text.substring(0, dot));
                return new KernelRelease(text, evr, arch, variantOf(evr, text.substring(end)));
            }
        }
        return new KernelRelease(text, evrOf(text), "", "");
    }

    private static boolean endsWord(String text, int end) {
        return end == text.length() || text.charAt(end) == '+' || text.charAt(end) == '.';
    }

    /** Splits at the first dash, as no kernel's version has one, and looks for no epoch. */
    private static Evr evrOf(String text) {
        int dash = text.indexOf('-');
        return dash <= 0
                ? new Evr(0, text, "")
                : new Evr(0, text.substring(0, dash), text.substring(dash + 1));
    }

    private static String variantOf(Evr evr, String suffix) {
        String family = familyOf(evr.release());
        if (suffix.isEmpty()) {
            return family;
        }
        String rest = suffix.substring(1);
        String variant = family.equals(KernelVariant.PLAIN) ? rest : family + "-" + rest;
        return KernelVariant.known().contains(variant) ? variant : "";
    }

    /**
     * What the release says of the variant, before any suffix. ELRepo's kernel-ml and kernel-lt
     * cannot be told apart by it, so theirs is unknown; so is that of Oracle's UEK-next.
     */
    private static String familyOf(String release) {
        for (String word : release.split("\\.", -1)) {
            if (isRealtimeTag(word)) {
                return REALTIME;
            }
            if (word.endsWith("uek")) {
                return "uek";
            }
            if (word.equals("plus")) {
                return "plus";
            }
            if (word.equals("elrepo") || word.endsWith("ueknext")) {
                return "";
            }
        }
        return KernelVariant.PLAIN;
    }

    /** Before kernel-rt became a variant of kernel in RHEL 9.3 it had the patch's number: rt7. */
    private static boolean isRealtimeTag(String word) {
        if (!word.startsWith(REALTIME) || word.length() == REALTIME.length()) {
            return false;
        }
        for (int i = REALTIME.length(); i < word.length(); i++) {
            if (!VersionOrder.isDigit(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
