package io.github.kernelpin.report.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.model.verdict.Subject;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.remedy.Settlement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RemedyTextTest {

    private static final String PINS = "/etc/kernelpin/pins.d";

    @Test
    void aPinElsewhereIsLiftedWithAnEditor() {
        assertEquals("lift pin a:\n      edit /srv/a.toml:1", lift("/", "/srv", "/srv/a.toml"));
        assertEquals(
                "lift pin a:\n      edit /mnt/srv/a.toml:1",
                lift("/mnt", "/mnt/srv", "/mnt/srv/a.toml"));
    }

    @Test
    void aPinAmongOthersIsLiftedWithAnEditor() {
        String file = PINS + "/a.toml";
        assertEquals("lift pin a:\n      edit " + file + ":1", lift("/", PINS, file, file));
    }

    @Test
    void aPinOfItsOwnFileIsLiftedByACommand() {
        assertEquals(
                "lift pin a:\n      kernelpin unpin a",
                lift("/", PINS, PINS + "/a.toml", PINS + "/b.toml"));
        assertEquals(
                "lift pin a:\n      kernelpin unpin '--root=/mnt/a b' a",
                lift("/mnt/a b", "/mnt/a b" + PINS, "/mnt/a b" + PINS + "/a.toml"));
    }

    /** What is said of the first of the pins in these files, which is violated. */
    private static String lift(String root, String directory, String... files) {
        Pin[] pins = new Pin[files.length];
        for (int i = 0; i < files.length; i++) {
            pins[i] =
                    new Pin(
                            String.valueOf((char) ('a' + i)),
                            "",
                            List.of(new KernelSpec.OfMinor(new KernelMinor("6.1", 1))),
                            List.of(),
                            List.of(),
                            Pin.Action.REFUSE,
                            List.of(),
                            new SourceLocation(files[i], 1 + i, 1));
        }
        RpmPackage kernel = RpmPackage.of(Nevra.parse("kernel-core-6.2-1.x86_64"));
        Finding finding =
                new Finding(
                        "rule",
                        Severity.REFUSE,
                        "a",
                        new Subject.Change(Subject.Direction.INCOMING, kernel),
                        "",
                        List.of(),
                        "",
                        pins[0].location(),
                        List.of());
        Request request =
                new Request(
                        "id",
                        root,
                        directory,
                        new DnfCommand(List.of(), "", "", List.of()),
                        new Transaction(new HostState(List.of(), List.of(), "", "", 0), List.of()),
                        List.of(),
                        List.of(),
                        Allowances.parse(List.of(), ""),
                        true);
        StringBuilder text = new StringBuilder();
        Verdict verdict =
                Settlement.of(new Verdict(List.of(finding)), List.of(pins), request).verdict();
        new RemedyText(request).appendTo(text, verdict.remedies());
        return text.substring(text.indexOf("lift pin")).strip();
    }
}
