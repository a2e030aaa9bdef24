package io.github.kernelpin.model.advisory;

import java.util.List;

/**
 * A security advisory.
 *
 * @param severity in its publisher's words; empty where there are none
 * @param updated the day of its last change, {@code YYYY-MM-DD}; the day of its issue is not known
 * @param cves the ids of the vulnerabilities that it is about
 */
public record Advisory(String id, String severity, String updated, List<String> cves) {

    private static final int CVES_MAX = 3;

    public Advisory {
        cves = List.copyOf(cves);
    }

    /** "RHSA-2021:4647 Important: CVE-2021-20317, CVE-2021-43267". */
    public String describe() {
        String text = severity.isEmpty() ? id : id + " " + severity;
        if (cves.isEmpty()) {
            return text;
        }
        int shown = Math.min(cves.size(), CVES_MAX);
        String more = cves.size() > shown ? " and " + (cves.size() - shown) + " more" : "";
        return text + ": " + String.join(", ", cves.subList(0, shown)) + more;
    }
}
