package io.github.kernelpin.rules.remedy;

import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Rest;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Remedy;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What comes of findings: what pins want held back is held back if the rest can go ahead without
 * it, and refused otherwise, with what can be done about that.
 *
 * @param verdict what holds if nobody answers the question
 * @param question what dnf is to try without; null where it has been tried, or would not help
 */
public record Settlement(Verdict verdict, @Nullable Exclusions question) {

    /**
     * The commands of dnf that still do what they are for without some of their packages; none of a
     * program that uses dnf's API.
     */
    private static final Set<String> HOLDABLE =
            Set.of(
                    "",
                    "upgrade",
                    "upgrade-minimal",
                    "install",
                    "distro-sync",
                    "group",
                    "module",
                    "shell",
                    "offline-upgrade",
                    "offline-distrosync",
                    "system-upgrade");

    /**
     * Settles what the rules found.
     *
     * @throws io.github.kernelpin.rules.symbol.TooLargeException if that takes longer than anybody
     *     waits for
     */
    public static Settlement of(Verdict found, List<Pin> pins, Request request) {
        if (found.grave().isEmpty()) {
            return new Settlement(found, null);
        }
        List<Pin> grave = new ArrayList<>();
        for (Pin pin : pins) {
            if (pin.severity().isGrave()) {
                grave.add(pin);
            }
        }
        AvailableKernels available = new AvailableKernels(grave, request);
        Exclusions exclusions = Exclusions.of(found, available);
        if (found.having(Severity.HOLD).isEmpty()) {
            return refused(found, pins, available, exclusions);
        }
        String reason = whyNotHeld(found, exclusions, request);
        if (!reason.isEmpty()) {
            return refused(found.refusing(reason), pins, available, exclusions);
        }
        Rest rest = request.rest();
        if (rest == null) {
            Verdict unheld = found.refusing("dnf has not tried to go on without it");
            return new Settlement(
                    refused(unheld, pins, available, exclusions).verdict(), exclusions);
        }
        return tried(found, pins, available, exclusions, new RestJudge(pins, request, rest), rest);
    }

    private static Settlement tried(
            Verdict found,
            List<Pin> pins,
            AvailableKernels available,
            Exclusions exclusions,
            RestJudge judge,
            Rest rest) {
        String problem = judge.problem();
        if (problem.isEmpty() && rest.unmet().isEmpty()) {
            return new Settlement(judge.withoutWhatIsHeld(found), null);
        }
        Exclusions asked = exclusions.andPatterns(rest.leftOut());
        Exclusions next = asked.and(judge.culprits());
        if (rest.unmet().isEmpty()
                && next.toTry().size() > asked.toTry().size()
                && rest.round() < Rest.ROUNDS_MAX) {
            return new Settlement(found.refusing(problem), next);
        }
        String reason =
                rest.unmet().isEmpty() ? problem : rest.unmet().get(0) + " was asked for by name";
        return refused(found.refusing(reason), pins, available, exclusions);
    }

    private static Settlement refused(
            Verdict verdict, List<Pin> pins, AvailableKernels available, Exclusions exclusions) {
        List<Remedy> remedies = new RemedyFinder(pins, available).find(verdict, exclusions);
        return new Settlement(
                verdict.withRemedies(remedies),
                isWorthTrying(exclusions, available.request()) ? exclusions : null);
    }

    /** A trial tells what else could be done, and what is withheld. */
    private static boolean isWorthTrying(Exclusions exclusions, Request request) {
        return request.canSolveAgain()
                && request.rest() == null
                && !exclusions.packages().isEmpty();
    }

    /** Why nothing can be held back; empty if it is worth trying. */
    private static String whyNotHeld(Verdict found, Exclusions exclusions, Request request) {
        for (Finding refused : found.having(Severity.REFUSE)) {
            return "pin " + refused.pin() + " refuses";
        }
        if (exclusions.packages().isEmpty()) {
            return "there is nothing to leave out that would prevent it";
        }
        if (!exclusions.fromCommandLine(request).isEmpty()) {
            return exclusions.fromCommandLine(request).first() + " was given as a file";
        }
        String command = request.command().command();
        if (!HOLDABLE.contains(command)) {
            return "dnf " + command + " is done whole or not at all";
        }
        if (!request.canSolveAgain()) {
            return "dnf cannot solve the transaction again here";
        }
        return request.canHold() ? "" : "it is too late to leave anything out of the transaction";
    }
}
