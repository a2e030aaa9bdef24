package io.github.kernelpin.model.kernel;

import io.github.kernelpin.model.rpm.VersionOrder;

/** Reads a kernel as people name it: by version, by {@code uname -r}, or by its package. */
public final class KernelName {

    private static final String PUNCTUATION = "._+~^:-";

    /** Unified images: what boots is called like the kernel without one. */
    private static final String UNIFIED_IMAGE = "uki";

    private KernelName() {}

    /**
     * Reads {@code 4.18.0-348.el8}, {@code 4.18.0-348.el8.x86_64+debug}, or {@code
     * kernel-core-4.18.0-348.el8.x86_64}.
     *
     * @param arch that of a name without one
     * @throws IllegalArgumentException saying what was expected
     */
    public static KernelRelease parse(String text, String arch) {
        String packageName = packageName(text);
        String rest =
                packageName.isEmpty()
                        ? withoutEpoch(text)
                        : withoutEpoch(text.substring(packageName.length() + 1));
        if (!isVersion(rest)) {
            throw malformed(text);
        }
        KernelRelease release = KernelRelease.parse(rest);
        if (release.arch().isEmpty()) {
            release = KernelRelease.parse(rest + "." + arch);
        }
        if (!release.evr().hasRelease()) {
            throw malformed(text);
        }
        return packageName.isEmpty()
                ? release
                : ofVariant(release, KernelVariant.of(packageName).orElse(""));
    }

    /**
     * The known package that a text starts with; {@code kernel-64k-core} rather than {@code
     * kernel}.
     */
    private static String packageName(String text) {
        String longest = "";
        for (int dash = text.indexOf('-'); dash != -1; dash = text.indexOf('-', dash + 1)) {
            if (KernelVariant.of(text.substring(0, dash)).isPresent()) {
                longest = text.substring(0, dash);
            }
        }
        return longest;
    }

    private static String withoutEpoch(String text) {
        int colon = text.indexOf(':');
        boolean isEpoch = true;
        for (int i = 0; i < colon; i++) {
            isEpoch &= VersionOrder.isDigit(text.charAt(i));
        }
        return isEpoch ? text.substring(colon + 1) : text;
    }

    private static boolean isVersion(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!VersionOrder.isSignificant(c) && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty()
                && VersionOrder.isDigit(text.charAt(0))
                && text.indexOf(':') == -1
                && text.indexOf('-') != -1;
    }

    private static KernelRelease ofVariant(KernelRelease plain, String variant) {
        String family = plain.variant();
        String suffix = "";
        if (!variant.equals(family) && !variant.startsWith(UNIFIED_IMAGE)) {
            suffix =
                    variant.startsWith(family + "-")
                            ? variant.substring(family.length() + 1)
                            : variant;
        }
        String text = plain.text() + (suffix.isEmpty() ? "" : "+" + suffix);
        return new KernelRelease(text, plain.evr(), plain.arch(), variant);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "\""
                        + text
                        + "\" is no kernel: expected a version and release (4.18.0-348.el8), what"
                        + " uname -r says (4.18.0-348.el8.x86_64), or a package that boots"
                        + " (kernel-core-4.18.0-348.el8.x86_64)");
    }
}
