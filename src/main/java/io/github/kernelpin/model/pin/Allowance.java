package io.github.kernelpin.model.pin;

import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.VersionOrder;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that is allowed whatever is found about it.
 *
 * @param kernel VERSION-RELEASE or VERSION-RELEASE.ARCH
 * @param expires the last day on which it counts, as in 2026-12-31, though anything may stand
 *     there; null for one that does not expire
 */
public record Allowance(String kernel, @Nullable String expires) {

    private static final String DATE = "0000-00-00";
    private static final String PUNCTUATION = "._~^-";

    /** Reads {@code KERNEL} or {@code KERNEL@DATE}. */
    public static Allowance parse(String word) {
        int at = word.indexOf('@');
        return at == -1
                ? new Allowance(word, null)
                : new Allowance(word.substring(0, at), word.substring(at + 1));
    }

    /** Tells whether a text looks like a date of these times; such texts compare as dates do. */
    public static boolean isDate(String text) {
        boolean isDate = text.length() == DATE.length();
        for (int i = 0; isDate && i < DATE.length(); i++) {
            char c = text.charAt(i);
            isDate = DATE.charAt(i) == '0' ? VersionOrder.isDigit(c) : c == '-';
        }
        return isDate;
    }

    /** Tells whether {@code kernel} can be one that dnf installs, rather than a typing error. */
    public static boolean isKernel(String text) {
        int dash = text.indexOf('-');
        boolean isKernel =
                dash != -1
                        && dash == text.lastIndexOf('-')
                        && dash < text.length() - 1
                        && VersionOrder.isDigit(text.charAt(0));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            isKernel &= VersionOrder.isSignificant(c) || PUNCTUATION.indexOf(c) >= 0;
        }
        return isKernel;
    }

    /** Tells whether it counts on a day. What has no readable date never counts. */
    public boolean isInForce(String date) {
        String last = expires;
        return last == null || (isDate(last) && isDate(date) && last.compareTo(date) >= 0);
    }

    /** Tells whether it is about a kernel. */
    public boolean appliesTo(Evr evr, String arch) {
        String name = evr.toString();
        return kernel.equals(name) || kernel.equals(name + "." + arch);
    }

    @Override
    public String toString() {
        return expires == null ? kernel : kernel + "@" + expires;
    }
}
