package io.github.kernelpin;

import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.config.pin.PinDirectory;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.VersionRange;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Pins of kernels: by hand, and by chance from the kernels there are. */
public final class SamplePins {

    private static final SourceLocation HERE = new SourceLocation("pins.toml", 1, 1);

    private static final Path CASES = Path.of("src/test/resources/rules");

    /** Every notation, alone and together. */
    private static final List<String> BY_HAND =
            List.of(
                    "rhel:8.4",
                    "rhel:7.9",
                    "rhel:10.0",
                    "6.12.0-55",
                    "4.18.0-305",
                    "4.18.0-305.25.1",
                    "4.18.0-305.25.1.el8_4",
                    "4.18.0-305.25",
                    "4.18.0-306",
                    "<= 4.18.0-305.el8",
                    "<= 4.18.0-348.el8",
                    "<= 3.10.0-1160.el7",
                    "< 4.18.0-306",
                    "<= 4.18.0-306~rc1.el8",
                    "!4.18.0-305",
                    "!4.18.0-305.25.1",
                    ">= 4.18.0-305.10.2, < 4.18.0-306",
                    ">= 4.18.0-305.10.2.el8_4, <= 4.18.0-305.25.1.el8_4",
                    "> 4.18.0-305.10.2.el8_4",
                    "< 4.18.0-305.10.2.el8_4",
                    ">= 4.18",
                    "= 4.18.0",
                    "> 4.18.0, <= 5.14.0",
                    "rhel:8.4; rhel:9.2",
                    "rhel:8.4; 4.18.0-348; rhel:8.6",
                    "rhel:8.4; !4.18.0-305.30.1",
                    "rhel:8.4; rhel:8.5; !4.18.0-305.30.1.el8_4; !4.18.0-348",
                    "!4.18.0-305.30.1",
                    "!rhel:8.4; !5.14.0-70.13.1.el9_0",
                    "rhel:8.4; @default",
                    "rhel:8.4; @rt",
                    "rhel:7.9; @default",
                    "rhel:7.9; @rt; @default",
                    "rhel:8.4; @debug; @uki; @uek",
                    "5.4.17-2136; @uek",
                    "5.4.17-2136.302.7.2.el8uek",
                    "4.18.0-305.25.1.el8_4; @default");

    private final RhelMinors minors;
    private final List<RpmPackage> kernels;
    private final Random random;

    private SamplePins(RhelMinors minors, List<RpmPackage> kernels, long seed) {
        this.minors = minors;
        this.kernels = kernels;
        this.random = new Random(seed);
    }

    /**
     * A pin with entries as pin files have them; {@code !} starts a denied one, {@code @} a
     * variant.
     */
    public static Pin pin(String... entries) {
        List<KernelSpec> allowed = new ArrayList<>();
        List<Pin.DeniedKernel> denied = new ArrayList<>();
        List<String> variants = new ArrayList<>();
        RhelMinors minors = RhelMinorsTable.load();
        for (String entry : entries) {
            if (entry.startsWith("@")) {
                variants.add(entry.substring(1));
            } else if (entry.startsWith("!")) {
                KernelSpec kernel = KernelSpec.parse(entry.substring(1), minors);
                denied.add(new Pin.DeniedKernel(kernel, "", HERE));
            } else {
                allowed.add(KernelSpec.parse(entry, minors));
            }
        }
        return new Pin("p", "", allowed, denied, variants, Pin.Action.REFUSE, List.of(), HERE);
    }

    /** The pins that are written down here. */
    public static List<Pin> byHand() {
        List<Pin> pins = new ArrayList<>();
        for (String each : BY_HAND) {
            pins.add(pin(each.split("; ", -1)));
        }
        return pins;
    }

    /**
     * What the pins of all golden cases and scenarios say of kernels, if they refuse any.
     *
     * @param scratch an empty directory
     */
    public static List<Pin> ofCases(Path scratch) throws IOException {
        List<Pin> pins = new ArrayList<>();
        int broken = 0;
        for (Path file : casesAndPins()) {
            String text = Files.readString(file);
            boolean isCase = file.startsWith(CASES);
            Path copy = scratch.resolve("pins.toml");
            Files.writeString(
                    copy, isCase ? new TomlMapper().readTree(text).path("pins").asText() : text);
            try {
                pins.addAll(
                        PinDirectory.read(
                                List.of(RootedPath.ofHost(copy)), RhelMinorsTable.load(), false));
            } catch (BadFileException e) {
                // One is broken on purpose.
                broken++;
            }
        }
        if (broken > 2) {
            throw new IOException(broken + " pin files cannot be read");
        }
        pins.removeIf(pin -> pin.action() != Pin.Action.REFUSE);
        pins.replaceAll(SamplePins::withoutModules);
        return pins;
    }

    private static Pin withoutModules(Pin pin) {
        return new Pin(
                pin.id(),
                pin.reason(),
                pin.kernels(),
                pin.denied(),
                pin.variants(),
                pin.action(),
                List.of(),
                pin.location());
    }

    private static List<Path> casesAndPins() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(CASES, Path.of("src/test/resources/e2e/pins"))) {
            try (Stream<Path> all = Files.walk(folder)) {
                files.addAll(all.filter(Files::isRegularFile).sorted().toList());
            }
        }
        return files;
    }

    /** A pin of one module's package. */
    public static Pin ofModule(String packageName, String version) {
        VersionRange range = version.isEmpty() ? null : VersionRange.parse(version);
        Pin.PinnedModule module =
                new Pin.PinnedModule("drbd", packageName, range, Pin.SymbolPolicy.ON, HERE);
        return new Pin(
                "p", "", List.of(), List.of(), List.of(), Pin.Action.REFUSE, List.of(module), HERE);
    }

    /** As many pins as wanted, the same ones for the same seed. */
    public static List<Pin> byChance(int count, long seed) {
        List<RpmPackage> kernels = new ArrayList<>();
        for (SampleKernels.Sample each : SampleKernels.all()) {
            kernels.add(each.rpm());
        }
        SamplePins source = new SamplePins(RhelMinorsTable.load(), kernels, seed);
        List<Pin> pins = new ArrayList<>();
        while (pins.size() < count) {
            pins.add(source.next());
        }
        return pins;
    }

    private Pin next() {
        List<KernelSpec> allowed = new ArrayList<>();
        List<Pin.DeniedKernel> denied = new ArrayList<>();
        List<String> variants = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            allowed.add(spec());
        }
        for (int i = allowed.isEmpty() ? 2 : random.nextInt(3); i > 0; i--) {
            denied.add(new Pin.DeniedKernel(spec(), "", HERE));
        }
        for (int i = random.nextBoolean() ? 0 : random.nextInt(3); i > 0; i--) {
            List<String> known = KernelVariant.known();
            variants.add(known.get(random.nextInt(known.size())));
        }
        if (random.nextInt(4) == 0) {
            variants.add(KernelVariant.PLAIN);
        }
        return new Pin("p", "", allowed, denied, variants, Pin.Action.REFUSE, List.of(), HERE);
    }

    private KernelSpec spec() {
        Optional<KernelSpec> spec = Optional.empty();
        while (spec.isEmpty()) {
            spec = parsed(text());
        }
        return spec.get();
    }

    /** Nothing for a range that is empty, or one that splits a minor. */
    private Optional<KernelSpec> parsed(String text) {
        try {
            return Optional.of(KernelSpec.parse(text, minors));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String text() {
        return switch (random.nextInt(5)) {
            case 0 -> "rhel:" + minors.rows().get(random.nextInt(minors.rows().size())).rhel();
            case 1 -> any().toString();
            case 2 -> minor(any());
            case 3 -> part(any());
            default -> range();
        };
    }

    private String range() {
        String lower = List.of(">= ", "> ").get(random.nextInt(2)) + bound();
        String upper = List.of("< ", "<= ").get(random.nextInt(2)) + bound();
        return switch (random.nextInt(4)) {
            case 0 -> lower;
            case 1 -> upper;
            case 2 -> "= " + bound();
            default -> lower + ", " + upper;
        };
    }

    private String bound() {
        Evr kernel = any();
        return switch (random.nextInt(4)) {
            case 0 -> kernel.version();
            case 1 -> minor(kernel);
            case 2 -> part(kernel);
            default -> kernel.toString();
        };
    }

    private Evr any() {
        return kernels.get(random.nextInt(kernels.size())).evr();
    }

    private static String minor(Evr kernel) {
        return kernel.version() + "-" + KernelMinor.buildOf(kernel.release());
    }

    /** A release up to any of its dots. */
    private String part(Evr kernel) {
        String[] words = kernel.release().split("\\.", -1);
        List<String> some = List.of(words).subList(0, 1 + random.nextInt(words.length));
        return kernel.version() + "-" + String.join(".", some);
    }
}
