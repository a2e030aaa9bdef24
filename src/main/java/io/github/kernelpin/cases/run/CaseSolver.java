package io.github.kernelpin.cases.run;

import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.host.dnf.DnfSolve;
import io.github.kernelpin.host.module.ModuleTree;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.rpm.ScratchRoot;
import io.github.kernelpin.model.pin.Allowance;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.wire.RecordedRequest;
import io.github.kernelpin.wire.request.RequestReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Has dnf solve the transaction of one case in its root, and makes a request of what comes. */
final class CaseSolver {

    /** What the plugin advises whoever has a host to repair. */
    private static final String ADVICE =
            "\n  Nothing was changed. Repair this; other transactions go through.";

    private final TransactionCase.Repository given;
    private final ScratchRoot root;
    private final DnfSolve dnf;

    CaseSolver(TransactionCase.Repository given, ScratchRoot root, ProcessRunner processes) {
        this.given = given;
        this.root = root;
        this.dnf =
                DnfSolve.isolated(
                        root.installRoot(), processes, root.record(), architecture(given));
    }

    /**
     * The kernels that the plugin is to allow: those that are allowed on any day, so that a refusal
     * of the plugin's is one of the case as well.
     */
    List<String> allowed() {
        return given.allowances().all().stream()
                .map(Allowance::kernel)
                .filter(Allowance::isKernel)
                .toList();
    }

    /**
     * Runs dnf.
     *
     * @throws IOException if there is no transaction, or not the one that the arguments mean
     */
    SolvedCase solve() throws IOException {
        List<String> arguments =
                given.arguments().stream().map(TransactionCase.Word::text).toList();
        DnfSolve.Outcome outcome = dnf.run(arguments);
        String failure = failure(outcome);
        if (!outcome.recorded() && !failure.isEmpty()) {
            throw new IOException(failure);
        }
        if (!outcome.unmatched().isEmpty()) {
            throw new IOException(
                    "dnf leaves an argument aside, and says: "
                            + String.join("\n", outcome.unmatched()));
        }
        if (outcome.end() == DnfSolve.End.NOTHING && !CaseArguments.mayFindNothing(arguments)) {
            throw new IOException("dnf has nothing to do: nothing is tested");
        }
        return new SolvedCase(
                outcome.recorded() ? request() : nothing(),
                failure,
                given.arguments().get(0).location(),
                allowed());
    }

    private Request request() throws IOException {
        byte[] json = Files.readAllBytes(dnf.request());
        String text = RecordedRequest.text(json, "", dnf.added(), false);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return onHost(RequestReader.read(new ByteArrayInputStream(bytes)));
    }

    /**
     * The architecture of the host that has the installed packages: on any other, dnf would find
     * nothing to do. One of 64 bits has packages of 32 bits as well.
     */
    private static String architecture(TransactionCase.Repository given) {
        String architecture = "";
        for (TransactionCase.Word each : given.installed()) {
            String own = Nevra.parse(each.text()).arch();
            if (!own.equals("noarch") && (architecture.isEmpty() || architecture.equals("i686"))) {
                architecture = own;
            }
        }
        return architecture;
    }

    private String failure(DnfSolve.Outcome outcome) {
        return switch (outcome.end()) {
            case SOLVED, NOTHING -> "";
            case FAILED -> "dnf failed, and says: " + outsideRoot(outcome.words());
            case WITHOUT_PLUGIN ->
                    "dnf does not know kernelpin's plugin, so it would not ask: install the"
                            + " plugin";
        };
    }

    /** The files of modules are the case's; what else lies in the root nobody will find. */
    private String outsideRoot(String words) {
        String text = words.replace(ADVICE, "");
        TransactionCase.Place modules = given.modules();
        if (modules != null) {
            String copy = root.installRoot().path(ModuleTree.MODULES).toString();
            text = text.replace(copy, modules.path().toString());
        }
        return root.asSeenInside(text);
    }

    /** The request of a host that is the case's, and not a directory on this machine. */
    private Request onHost(Request request) {
        return new Request(
                request.id(),
                "/",
                "/",
                request.command(),
                request.transaction(),
                request.available(),
                request.dependencies(),
                given.allowances(),
                request.hasModuleFiles() && given.modules() != null,
                request.canSolveAgain(),
                request.rest(),
                request.canHold(),
                Map.of(),
                request.action());
    }

    /** The plugin asks of no transaction without kernels and modules. */
    private Request nothing() {
        HostState host = new HostState(List.of(), List.of(), "", "", given.installonlyLimit());
        return new Request(
                "case",
                "/",
                "/",
                new DnfCommand(List.of(), "", "", List.of()),
                new Transaction(host, List.of()),
                List.of(),
                List.of(),
                given.allowances(),
                true);
    }
}
