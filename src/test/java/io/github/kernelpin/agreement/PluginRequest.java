package io.github.kernelpin.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowance;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Rest;
import java.nio.file.Path;
import java.util.List;

/** The request that dnf's plugin would send of a case: what rpm says, and nothing concluded yet. */
final class PluginRequest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Below the root, and where no command looks for pins: those of a case are edited. */
    static final String PINS = "/pins";

    static final String MACHINE = "0123456789abcdef0123456789abcdef";

    private final GoldenCase given;

    PluginRequest(GoldenCase given) {
        this.given = given;
    }

    /** What a boot loader's environment says of a kernel that it is to take. */
    static String grubenv(String kernel) {
        return kernel.isEmpty() ? "" : "saved_entry=" + MACHINE + "-" + kernel + "\n";
    }

    /** The name of a boot loader's entry. */
    static String entry(String kernel) {
        return MACHINE + "-" + kernel;
    }

    /** The request, of a root that has the pins. */
    ObjectNode json(Path root, boolean canHold) {
        Request request = given.request();
        HostState host = request.transaction().host();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("schema", 2).put("id", "case").put("root", root.toString());
        json.put("pins", root + PINS);
        json.put("can_solve_again", canHold).put("can_hold", canHold);
        json.set("command", command(request.command()));
        json.put("running_kernel", given.toml().path("running_kernel").asText());
        json.put("grubenv", grubenv(given.toml().path("boot_default").asText()));
        json.put("sysconfig_kernel", given.toml().path("sysconfig_kernel").asText());
        json.put("installonly_limit", host.installonlyLimit());
        ArrayNode allow = json.putArray("allow");
        for (Allowance each : request.allowances().all()) {
            allow.add(each.toString());
        }
        if (given.toml().has("date")) {
            json.put("date", given.toml().path("date").asText());
        }
        ArrayNode files = json.putArray("module_files");
        for (JsonNode file : given.toml().path("module_files")) {
            files.add(moduleFile(file));
        }
        changes(json.putArray("transaction"), request.transaction().changes());
        packages(json.putArray("installed"), host.installed());
        packages(json.putArray("available"), request.available());
        ArrayNode dependencies = json.putArray("dependencies");
        for (Request.Dependency each : request.dependencies()) {
            ObjectNode item = dependencies.addObject().put("package", each.dependent().toString());
            nevras(item.putArray("any_of"), each.anyOf());
        }
        return json;
    }

    /** The answer to what is to be tried. */
    ObjectNode answer(Rest rest) {
        ObjectNode json = MAPPER.createObjectNode().put("schema", 2).put("id", "case");
        ObjectNode tried = json.putObject("rest").put("round", rest.round());
        rest.leftOut().forEach(tried.putArray("left_out")::add);
        changes(tried.putArray("transaction"), rest.transaction().changes());
        return json;
    }

    private static ObjectNode command(DnfCommand command) {
        ObjectNode json = MAPPER.createObjectNode();
        command.arguments().forEach(json.putArray("arguments")::add);
        json.put("verb", command.verb()).put("name", command.command());
        ArrayNode specs = json.putArray("specs");
        for (DnfCommand.Spec spec : command.specs()) {
            ObjectNode item = specs.addObject().put("text", spec.text());
            nevras(item.putArray("incoming"), spec.incoming());
        }
        return json;
    }

    private void changes(ArrayNode array, List<PackageChange> changes) {
        for (PackageChange change : changes) {
            ObjectNode item = array.addObject().put("action", change.action().id());
            item.set("package", rpm(change.subject()));
            nevras(item.putArray("replaces"), change.replaces());
        }
    }

    private void packages(ArrayNode array, List<RpmPackage> packages) {
        packages.forEach(each -> array.add(rpm(each)));
    }

    private ObjectNode rpm(RpmPackage rpm) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", rpm.name()).put("epoch", rpm.evr().epoch());
        json.put("version", rpm.evr().version()).put("release", rpm.evr().release());
        json.put("arch", rpm.nevra().arch()).put("repo", rpm.repository());
        JsonNode table = given.table(rpm);
        json.set("provides", array(table.path("provides")));
        json.set("requires", array(table.path("requires")));
        return json;
    }

    private static JsonNode moduleFile(JsonNode file) {
        String path = file.path("path").asText();
        String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("\\..*", "");
        ObjectNode json = MAPPER.createObjectNode().put("name", name.replace('-', '_'));
        json.put("path", path).put("version", "");
        json.put("vermagic", file.path("vermagic").asText());
        json.set("requires", array(file.path("requires")));
        return json;
    }

    private static JsonNode array(JsonNode given) {
        return given.isArray() ? given : MAPPER.createArrayNode();
    }

    private static void nevras(ArrayNode array, List<Nevra> nevras) {
        nevras.forEach(each -> array.add(each.toString()));
    }
}
