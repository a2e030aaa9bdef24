package io.github.kernelpin.cli.hook;

import io.github.kernelpin.cli.console.Clock;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.cli.console.Failure;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.module.UnownedModuleFiles;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.remedy.Exclusions;
import io.github.kernelpin.rules.remedy.Settlement;
import io.github.kernelpin.rules.symbol.UnownedModules;
import io.github.kernelpin.wire.VerdictWriter;
import io.github.kernelpin.wire.request.RequestFormatException;
import io.github.kernelpin.wire.request.RequestStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the dnf plugin runs: a request on standard input, its verdict on standard output. As long as
 * it asks for more, the next request answers that.
 *
 * <p>dnf waits for it, so nothing here may use lambdas, streams, reflection, or equality of
 * records: each of them starts machinery in the JVM that takes longer than the judgement.
 */
public final class HookCommand {

    private HookCommand() {}

    public static int run(InputStream in, PrintStream out, PrintStream err) {
        try {
            RequestStream requests = new RequestStream(in);
            int status = judge(requests.first(), out);
            while (status == ExitCode.ASKS) {
                Request answer = requests.next();
                if (answer == null) {
                    return status;
                }
                status = judge(answer, out);
            }
            requests.end();
            return status;
        } catch (RequestFormatException e) {
            return Failure.badInput(err, String.valueOf(e.getMessage()));
        } catch (InvalidPathException e) {
            return Failure.badInput(
                    err, "the request is wrong: pins is no path: " + e.getMessage());
        } catch (BadFileException e) {
            return Failure.badPins(err, e);
        } catch (OutOfMemoryError e) {
            return Failure.badInput(
                    err, "the request is too large: judging it takes more memory than there is");
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return Failure.internal(err, e);
        }
    }

    private static int judge(Request asked, PrintStream out) throws BadFileException, IOException {
        // Most requests need no clock, and then none is started.
        Request request = asked.allowances().needDate() ? asked.asOf(Clock.inUtc()) : asked;
        HookSession judgement = HookSession.of(request);
        List<Pin.PinnedModule> unowned = UnownedModules.of(judgement.pins(), request.transaction());
        if (!unowned.isEmpty() && !request.hasModuleFiles()) {
            return ask(request, unowned, out);
        }
        Settlement settlement = judgement.settle();
        Verdict verdict = settlement.verdict();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        Exclusions untried = settlement.question();
        if (untried != null) {
            VerdictWriter.writeTrial(request.id(), untried.toTry(), json);
            print(json, out);
            return ExitCode.ASKS;
        }
        VerdictWriter.write(request, verdict, judgement.message(verdict), json);
        print(json, out);
        return switch (verdict.decision()) {
            case ALLOW -> ExitCode.OK;
            case HOLD -> ExitCode.HELD;
            case REFUSE -> ExitCode.REFUSED;
        };
    }

    /** A kernel's many thousand symbols are sent only as far as somebody asks for them. */
    private static int ask(Request request, List<Pin.PinnedModule> modules, PrintStream out)
            throws IOException {
        Set<String> names = new TreeSet<>();
        for (Pin.PinnedModule module : modules) {
            names.add(module.fileName());
        }
        List<ModuleFile> files;
        try {
            files = new UnownedModuleFiles(new InstallRoot(Path.of(request.root()))).find(names);
        } catch (IOException e) {
            throw new RequestFormatException(
                    "cannot read a pinned module that no package owns: " + e.getMessage());
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        VerdictWriter.writeQuestion(request.id(), files, json);
        print(json, out);
        return ExitCode.ASKS;
    }

    private static void print(ByteArrayOutputStream json, PrintStream out) throws IOException {
        out.write(json.toByteArray());
        out.flush();
        if (out.checkError()) {
            throw new IOException("the verdict cannot be written to standard output");
        }
    }
}
