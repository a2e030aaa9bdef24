package io.github.kernelpin.properties;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowance;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.Symbols;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import java.util.List;

/** Writes requests as dnf's plugin does. */
public final class RequestJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RequestJson() {}

    /** The request in the wire format. */
    public static String text(Request request) {
        HostState host = request.transaction().host();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("schema", 2).put("id", request.id()).put("root", request.root());
        json.put("pins", request.pinsDirectory());
        json.set("command", command(request.command()));
        json.put("running_kernel", host.runningKernel());
        json.put("grubenv", "saved_entry=" + host.bootDefault() + "\n");
        json.put("installonly_limit", host.installonlyLimit());
        ArrayNode allow = json.putArray("allow");
        for (Allowance each : request.allowances().all()) {
            allow.add(each.toString());
        }
        json.put("date", request.allowances().date());
        ArrayNode files = json.putArray("module_files");
        for (ModuleFile file : host.moduleFiles()) {
            files.add(moduleFile(file));
        }
        ArrayNode changes = json.putArray("transaction");
        for (PackageChange change : request.transaction().changes()) {
            ObjectNode item = changes.addObject().put("action", change.action().id());
            item.set("package", rpm(change.subject()));
            addNevras(item.putArray("replaces"), change.replaces());
        }
        addPackages(json.putArray("installed"), host.installed());
        addPackages(json.putArray("available"), request.available());
        return json.toString();
    }

    private static ObjectNode command(DnfCommand command) {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode arguments = json.putArray("arguments");
        command.arguments().forEach(arguments::add);
        json.put("verb", command.verb()).put("name", command.command());
        ArrayNode specs = json.putArray("specs");
        for (DnfCommand.Spec spec : command.specs()) {
            addNevras(
                    specs.addObject().put("text", spec.text()).putArray("incoming"),
                    spec.incoming());
        }
        return json;
    }

    private static void addNevras(ArrayNode array, List<Nevra> nevras) {
        for (Nevra each : nevras) {
            array.add(each.toString());
        }
    }

    private static void addPackages(ArrayNode array, List<RpmPackage> packages) {
        for (RpmPackage each : packages) {
            array.add(rpm(each));
        }
    }

    private static ObjectNode rpm(RpmPackage rpm) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", rpm.name()).put("epoch", rpm.evr().epoch());
        json.put("version", rpm.evr().version()).put("release", rpm.evr().release());
        json.put("arch", rpm.nevra().arch()).put("repo", rpm.repository());
        ArrayNode provides = json.putArray("provides");
        if (!rpm.uname().isEmpty()) {
            provides.add("kernel-uname-r = " + rpm.uname());
        }
        for (RpmPackage.Capability each : rpm.provides()) {
            provides.add(each.name() + (each.version() == null ? "" : " " + each.version()));
        }
        addSymbols(provides, "kernel", rpm.providedSymbols().kernel());
        addSymbols(provides, "ksym", rpm.providedSymbols().ksym());
        ArrayNode requires = json.putArray("requires");
        addSymbols(requires, "kernel", rpm.requiredSymbols().kernel());
        addSymbols(requires, "ksym", rpm.requiredSymbols().ksym());
        return json;
    }

    private static ObjectNode moduleFile(ModuleFile file) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", file.name()).put("path", file.path()).put("version", file.version());
        json.put("vermagic", file.vermagic());
        addSymbols(json.putArray("requires"), "kernel", file.needs());
        return json;
    }

    private static void addSymbols(ArrayNode array, String kind, Symbols symbols) {
        for (int i = 0; i < symbols.size(); i++) {
            array.add(kind + "(" + symbols.name(i) + ") = 0x" + Long.toHexString(symbols.crc(i)));
        }
    }
}
