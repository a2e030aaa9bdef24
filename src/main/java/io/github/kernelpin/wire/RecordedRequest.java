package io.github.kernelpin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kernelpin.model.boot.GrubEnvironment;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import io.github.kernelpin.model.transaction.CommandSecrets;
import io.github.kernelpin.model.transaction.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request as a file to keep: legible, and the same each time the same is recorded. */
public final class RecordedRequest {

    private static final String ID = "recorded";

    private final ObjectNode request;
    private final Map<String, String> repositories = new HashMap<>();

    private RecordedRequest(ObjectNode request) {
        this.request = request;
    }

    /**
     * The text of the file, in which no secret of the command line is.
     *
     * @param json what dnf's plugin has sent
     * @param date today's; kept if an allowance has a last day, so that it is judged as of now
     * @param added arguments of dnf that were not the operator's
     * @param anonymize whether to leave out what tells of the host: the paths of root, pins and
     *     files on the command line, the machine's id and the names of repositories
     */
    public static String text(byte[] json, String date, List<String> added, boolean anonymize)
            throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode request = (ObjectNode) mapper.readTree(json);
        request.put("id", ID);
        if (!request.has("date") && request.path("allow").toString().contains("@")) {
            request.put("date", date);
        }
        removeArguments(request, added);
        removeSecrets(request.path("command"));
        if (anonymize) {
            new RecordedRequest(request).anonymize();
        }
        return mapper.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(request) + "\n";
    }

    private static void removeArguments(ObjectNode request, List<String> added) {
        List<String> left = new ArrayList<>(added);
        Iterator<JsonNode> arguments = request.path("command").path("arguments").iterator();
        while (arguments.hasNext()) {
            if (left.remove(arguments.next().asText())) {
                arguments.remove();
            }
        }
    }

    private static void removeSecrets(JsonNode command) {
        if (command.path("arguments") instanceof ArrayNode arguments) {
            List<String> words = new ArrayList<>();
            for (JsonNode word : arguments) {
                words.add(word.asText());
            }
            arguments.removeAll();
            for (String word : CommandSecrets.masked(words)) {
                arguments.add(word);
            }
        }
        for (JsonNode spec : command.path("specs")) {
            ((ObjectNode) spec).put("text", CommandSecrets.masked(spec.path("text").asText()));
        }
    }

    private void anonymize() {
        request.put("root", "/");
        request.put("pins", KernelpinFiles.PINS);
        String boots = GrubEnvironment.bootKernel(request.path("grubenv").asText());
        request.put("grubenv", boots.isEmpty() ? "" : GrubEnvironment.SAVED_ENTRY + "=" + boots);
        anonymizeCommand();
        anonymizeModuleFiles();
        anonymizeItems(request);
        for (JsonNode each : request.path("available")) {
            anonymizeRepository(each);
        }
        if (request.path("rest") instanceof ObjectNode rest) {
            anonymizeItems(rest);
            // dnf names repositories in it.
            rest.put("problem", rest.path("problem").asText().isEmpty() ? "" : "dnf has a reason");
        }
    }

    private void anonymizeItems(JsonNode solution) {
        for (JsonNode item : solution.path("transaction")) {
            anonymizeRepository(item.path("package"));
        }
    }

    /** Of the words only the command and what it is about stay. */
    private void anonymizeCommand() {
        JsonNode command = request.path("command");
        Set<String> known = new HashSet<>();
        known.add(command.path("verb").asText());
        for (JsonNode spec : command.path("specs")) {
            String text = spec.path("text").asText();
            known.add(text);
            ((ObjectNode) spec).put("text", fileName(text));
        }
        ArrayNode arguments = request.arrayNode();
        for (JsonNode argument : command.path("arguments")) {
            if (known.contains(argument.asText())) {
                arguments.add(fileName(argument.asText()));
            }
        }
        if (command instanceof ObjectNode fields && fields.has("arguments")) {
            fields.set("arguments", arguments);
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Keeps the kernel, and whether it is in extra, as that is what matters. */
    private void anonymizeModuleFiles() {
        for (JsonNode file : request.path("module_files")) {
            ModuleFile module =
                    new ModuleFile("", file.path("path").asText(), "", "", false, new Symbols());
            ((ObjectNode) file)
                    .put(
                            "path",
                            "/lib/modules/"
                                    + module.kernel()
                                    + (module.isInExtra() ? "/extra/" : "/other/")
                                    + fileName(module.path()));
        }
    }

    private void anonymizeRepository(JsonNode rpm) {
        String repository = rpm.path("repo").asText();
        if (!repository.isEmpty() && !repository.equals(Request.COMMAND_LINE)) {
            String alias =
                    repositories.computeIfAbsent(
                            repository, absent -> "repository-" + (repositories.size() + 1));
            ((ObjectNode) rpm).put("repo", alias);
        }
    }
}
