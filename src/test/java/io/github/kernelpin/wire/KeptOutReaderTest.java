package io.github.kernelpin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.advisory.Advisory;
import io.github.kernelpin.model.advisory.Withheld;
import io.github.kernelpin.model.disk.KeptOut;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeptOutReaderTest {

    @Test
    void anEntryIsReadWithWhatItWithholds() {
        String text =
                """
                {"schema": 2, "kept_out": [{"package": "kernel-core-4.18.0-348.el8.x86_64",
                  "pins": ["drbd"], "rules": ["kernel-outside-pin"], "verdict": "hold",
                  "since": "2026-11-20", "last": "2026-11-28", "withheld": {"known": true,
                  "advisories": [{"id": "A", "severity": "Low", "updated": "2026-11-01",
                  "cves": ["CVE-1"]}]}}]}
                """;

        assertEquals(
                List.of(
                        new KeptOut(
                                Nevra.parse("kernel-core-4.18.0-348.el8.x86_64"),
                                List.of("drbd"),
                                List.of("kernel-outside-pin"),
                                "hold",
                                "2026-11-20",
                                "2026-11-28",
                                new Withheld(
                                        true,
                                        List.of(
                                                new Advisory(
                                                        "A",
                                                        "Low",
                                                        "2026-11-01",
                                                        List.of("CVE-1")))))),
                KeptOutReader.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"schema\": 1, \"kept_out\": [{}]}",
                "{\"schema\": 2}",
                "{\"schema\": 2, \"kept_out\": [{\"package\": \"x\"}]}",
                "{\"schema\": 2, \"kept_out\": [7]}"
            })
    void aFileThatMakesNoSenseRemembersNothing(String text) {
        assertEquals(List.of(), KeptOutReader.read(text));
    }

    @Test
    void advisoriesAreDescribedByTheNewestFiveWithThreeVulnerabilitiesEach() {
        Advisory many = new Advisory("A", "", "", List.of("CVE-1", "CVE-2", "CVE-3", "CVE-4"));
        Withheld withheld = new Withheld(true, List.of(many, many, many, many, many, many));

        assertEquals("6 security advisories", withheld.describe());
        assertEquals(6, withheld.describeNewest().size());
        assertEquals("A: CVE-1, CVE-2, CVE-3 and 1 more", withheld.describeNewest().get(0));
        assertEquals("and 1 more", withheld.describeNewest().get(5));
        assertEquals("no security advisory", new Withheld(true, List.of()).describe());
        assertEquals(
                "not known, as no repository lists security advisories",
                Withheld.UNKNOWN.describe());
        assertEquals("X Low", new Advisory("X", "Low", "", List.of()).describe());
    }
}
