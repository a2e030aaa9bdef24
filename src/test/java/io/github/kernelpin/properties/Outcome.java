package io.github.kernelpin.properties;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.report.refusal.VerdictMessage;
import io.github.kernelpin.rules.Judge;
import io.github.kernelpin.rules.remedy.Settlement;
import io.github.kernelpin.wire.VerdictWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What becomes of a world's transaction. */
public record Outcome(Verdict verdict, String message, String json) {

    private static final RhelMinors MINORS = RhelMinorsTable.load();

    /** Most properties start with the same question. */
    private static final IdentityHashMap<World, Outcome> KNOWN = new IdentityHashMap<>();

    static Outcome of(World world) {
        return KNOWN.computeIfAbsent(world, Outcome::anew);
    }

    static Outcome anew(World world) {
        return of(world.pinsIn(World.pinsOf("/")), world.request());
    }

    /** What becomes of a request. */
    public static Outcome of(List<Pin> pins, Request request) {
        Verdict found = Judge.judge(pins, request.transaction(), request.allowedKernels());
        Verdict verdict = Settlement.of(found, pins, request).verdict();
        String message = new VerdictMessage(request, MINORS).text(verdict);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            VerdictWriter.write(request, verdict, message, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Outcome(verdict, message, json.toString(UTF_8));
    }

    /** Tells whether it is refused. */
    public boolean isRefusal() {
        return verdict.isRefusal();
    }

    /** All that a finding says, for each. */
    List<String> findings() {
        List<String> texts = new ArrayList<>();
        for (Finding each : verdict.findings()) {
            texts.add(each.severity().id() + " " + text(each));
        }
        return texts;
    }

    /** All that a finding says but how grave it is. */
    static String text(Finding finding) {
        return String.join(
                " | ",
                finding.rule(),
                finding.pin(),
                finding.change().direction().id(),
                finding.change().rpm().toString(),
                finding.message(),
                finding.details().toString(),
                finding.location().toString(),
                finding.culprits().toString());
    }
}
