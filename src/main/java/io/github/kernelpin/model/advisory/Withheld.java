package io.github.kernelpin.model.advisory;

import java.util.ArrayList;
import java.util.List;

/**
 * The security advisories that do not arrive with what is kept out.
 *
 * @param isKnown whether any repository lists security advisories: where none does, there may be
 *     some all the same
 * @param advisories the newest first
 */
public record Withheld(boolean isKnown, List<Advisory> advisories) {

    private static final int DESCRIBED_MAX = 5;

    /** What is not known. */
    public static final Withheld UNKNOWN = new Withheld(false, List.of());

    public Withheld {
        advisories = List.copyOf(advisories);
    }

    /** How much it is, in words. */
    public String describe() {
        if (!isKnown) {
            return "not known, as no repository lists security advisories";
        }
        return switch (advisories.size()) {
            case 0 -> "no security advisory";
            case 1 -> "1 security advisory";
            default -> advisories.size() + " security advisories";
        };
    }

    /** The newest ones, and how many more there are. */
    public List<String> describeNewest() {
        List<String> texts = new ArrayList<>();
        for (Advisory each : advisories.subList(0, Math.min(advisories.size(), DESCRIBED_MAX))) {
            texts.add(each.describe());
        }
        if (advisories.size() > DESCRIBED_MAX) {
            texts.add("and " + (advisories.size() - DESCRIBED_MAX) + " more");
        }
        return texts;
    }
}
