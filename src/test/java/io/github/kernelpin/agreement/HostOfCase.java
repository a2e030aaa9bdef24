package io.github.kernelpin.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kernelpin.ModuleFixture;
import io.github.kernelpin.model.kernel.KernelRelease;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Architecture;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.symbol.ModuleFile;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A host of a case on disk, before the transaction or after it: what rpm says of packages as lists
 * of symbols and files of modules, which weak-modules has linked.
 */
final class HostOfCase {

    private final GoldenCase given;
    private final List<RpmPackage> packages;
    private final Path root;
    private final Map<String, RpmPackage> builds = new TreeMap<>();

    /**
     * The host.
     *
     * @param packages what is installed
     */
    HostOfCase(GoldenCase given, List<RpmPackage> packages, Path root) {
        this.given = given;
        this.packages = packages;
        this.root = root;
    }

    /** The directories of the kernels that boot, each with one of its packages. */
    Map<String, RpmPackage> kernels() {
        Map<String, RpmPackage> kernels = new TreeMap<>();
        for (RpmPackage each : packages) {
            if (each.isBootableKernel() && !each.role().isAssumed()) {
                kernels.putIfAbsent(unameOf(each), each);
            }
        }
        return kernels;
    }

    /** What uname says of a kernel, which Red Hat's kernel.spec has where a case does not. */
    static String unameOf(RpmPackage kernel) {
        if (!kernel.uname().isEmpty() || !kernel.isBootableKernel()) {
            return kernel.uname();
        }
        String variant = KernelVariant.of(kernel.name()).orElse("unknown");
        String release = kernel.evr().release();
        boolean isTold = release.contains("." + variant) || variant.equals("uki");
        return kernel.evr().version()
                + "-"
                + release
                + "."
                + kernel.nevra().arch()
                + (isTold ? "" : "+" + variant);
    }

    /** The package whose build of a pinned module a kernel has, by kernel and module. */
    Map<String, RpmPackage> builds() {
        return builds;
    }

    /**
     * Writes it.
     *
     * @param saved the kernel of the boot loader's saved entry; empty where there are no entries
     */
    void write(String saved) throws IOException {
        Path pins = Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        Files.writeString(pins.resolve(given.file().getFileName()), given.pinFile());
        for (Map.Entry<String, RpmPackage> each : kernels().entrySet()) {
            writeKernel(each.getKey(), each.getValue());
            if (!saved.isEmpty()) {
                write(
                        "boot/loader/entries/" + PluginRequest.entry(each.getKey()) + ".conf",
                        "version " + each.getKey() + "\nlinux /vmlinuz-" + each.getKey() + "\n");
            }
        }
        write("boot/grub2/grubenv", PluginRequest.grubenv(saved));
    }

    private void writeKernel(String uname, RpmPackage kernel) throws IOException {
        String directory = "lib/modules/" + uname + "/";
        write(directory + "vmlinuz", "");
        StringBuilder symvers = new StringBuilder();
        for (RpmPackage each : packages) {
            boolean isOfKernel = unameOf(each).equals(uname) || each.isPartOf(kernel);
            if (isOfKernel) {
                Symbols symbols = each.providedSymbols().kernel();
                for (int i = 0; i < symbols.size(); i++) {
                    String crc = "0x%08x".formatted(symbols.crc(i));
                    symvers.append(crc + "\t" + symbols.name(i) + "\tvmlinux\tEXPORT_SYMBOL\t\n");
                }
            }
        }
        if (!symvers.isEmpty()) {
            write(directory + "symvers", symvers.toString());
        }
        Map<String, RpmPackage> modules = modules(kernel);
        for (Map.Entry<String, RpmPackage> each : modules.entrySet()) {
            Path file = root.resolve(directory + "extra/" + each.getKey() + ".ko");
            fixture(uname, each.getValue())
                    .info("depends", String.join(",", needed(each, modules)))
                    .writeTo(file);
            builds.put(uname + " " + each.getKey(), each.getValue());
        }
        for (Pin pin : given.pins()) {
            for (Pin.PinnedModule module : pin.modules()) {
                if (module.packageName().isEmpty()) {
                    writeFile(uname, module.fileName());
                }
            }
        }
    }

    /** The modules that one gets symbols from. */
    private static List<String> needed(
            Map.Entry<String, RpmPackage> module, Map<String, RpmPackage> modules) {
        Set<String> needs = new TreeSet<>();
        SymbolTable required = module.getValue().requiredSymbols();
        needs.addAll(required.ksym().crcByName().keySet());
        needs.addAll(required.kernel().crcByName().keySet());
        List<String> needed = new ArrayList<>();
        for (Map.Entry<String, RpmPackage> other : modules.entrySet()) {
            Set<String> exports = other.getValue().providedSymbols().ksym().crcByName().keySet();
            if (!Collections.disjoint(needs, exports) && !other.getKey().equals(module.getKey())) {
                needed.add(other.getKey());
            }
        }
        return needed;
    }

    /** The modules that packages bring for a kernel, by the names of their files. */
    private Map<String, RpmPackage> modules(RpmPackage kernel) {
        Map<String, RpmPackage> modules = new TreeMap<>();
        for (RpmPackage each : packages) {
            if (Architecture.areAlike(each.nevra().arch(), kernel.nevra().arch())) {
                for (String name : modulesIn(each)) {
                    RpmPackage other = modules.get(name);
                    if (other == null || fits(each, kernel) || !fits(other, kernel)) {
                        modules.put(name, each);
                    }
                }
            }
        }
        return modules;
    }

    /** What pins call the modules of a package; one that is not pinned is called by its symbol. */
    private Set<String> modulesIn(RpmPackage rpm) {
        Set<String> names = new TreeSet<>();
        for (Pin pin : given.pins()) {
            for (Pin.PinnedModule module : pin.modules()) {
                if (rpm.provides(module.packageName())) {
                    names.add(module.fileName());
                }
            }
        }
        Symbols exports = rpm.providedSymbols().ksym();
        if (names.isEmpty() && !exports.isEmpty()) {
            names.add("with_" + exports.name(0));
        }
        return names;
    }

    /** What weak-modules asks before it links a module. */
    private boolean fits(RpmPackage build, RpmPackage kernel) {
        Map<String, Long> provided = new TreeMap<>();
        for (RpmPackage each : packages) {
            if (each.nevra().equals(kernel.nevra()) || each.isPartOf(kernel)) {
                provided.putAll(each.providedSymbols().kernel().crcByName());
            }
        }
        Symbols needed = build.requiredSymbols().kernel();
        boolean fits = true;
        for (int i = 0; i < needed.size(); i++) {
            Long crc = provided.get(needed.name(i));
            fits &= crc != null && crc == needed.crc(i);
        }
        return fits;
    }

    private static ModuleFixture fixture(String uname, RpmPackage build) {
        ModuleFixture module = ModuleFixture.builtFor(uname);
        for (Symbols needs :
                List.of(build.requiredSymbols().kernel(), build.requiredSymbols().ksym())) {
            for (int i = 0; i < needs.size(); i++) {
                // Of a package of several modules one needs what another one exports.
                if (!build.providedSymbols().ksym().has(needs.name(i), needs.crc(i))) {
                    module.needs(needs.name(i), needs.crc(i));
                }
            }
        }
        Symbols exports = build.providedSymbols().ksym();
        for (int i = 0; i < exports.size(); i++) {
            module.exports(exports.name(i), exports.crc(i));
        }
        return module;
    }

    /** The file that a kernel has or, as weak-modules links them, would get. */
    private void writeFile(String uname, String module) throws IOException {
        ModuleFile chosen = null;
        for (ModuleFile each : files(module)) {
            boolean isOwn = each.kernel().equals(uname);
            if (chosen == null || isOwn || (isNewer(each, chosen) && !isOf(chosen, uname))) {
                chosen = each;
            }
        }
        if (chosen != null) {
            ModuleFixture fixture = ModuleFixture.builtFor(uname);
            if (!vermagic(chosen.path()).isEmpty()) {
                fixture.info("vermagic", vermagic(chosen.path()));
            }
            for (int i = 0; i < chosen.needs().size(); i++) {
                fixture.needs(chosen.needs().name(i), chosen.needs().crc(i));
            }
            for (int i = 0; i < chosen.needsOfModules().size(); i++) {
                fixture.needs(chosen.needsOfModules().name(i), chosen.needsOfModules().crc(i));
            }
            fixture.writeTo(root.resolve("lib/modules/" + uname + "/extra/" + module + ".ko"));
        }
    }

    private static boolean isOf(ModuleFile file, String uname) {
        return file.kernel().equals(uname);
    }

    /** What is in extra comes first, then what is of a newer kernel. */
    private static boolean isNewer(ModuleFile file, ModuleFile other) {
        if (file.isInExtra() != other.isInExtra()) {
            return file.isInExtra();
        }
        if (file.kernel().isEmpty() || other.kernel().isEmpty()) {
            return other.kernel().isEmpty();
        }
        Evr evr = KernelRelease.parse(file.kernel()).evr();
        return evr.compareTo(KernelRelease.parse(other.kernel()).evr()) > 0;
    }

    private List<ModuleFile> files(String module) {
        List<ModuleFile> files = new ArrayList<>();
        for (ModuleFile each : given.transaction().host().moduleFiles()) {
            if (each.name().equals(module)) {
                files.add(each);
            }
        }
        return files;
    }

    private String vermagic(String path) {
        for (JsonNode each : given.toml().path("module_files")) {
            if (each.path("path").asText().equals(path)) {
                return each.path("vermagic").asText();
            }
        }
        return "";
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
