package io.github.kernelpin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kernelpin.hostile.Mutator;
import io.github.kernelpin.hostile.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A host on which kernelpin is given spoilt input, one after another, the same for each number. */
final class HostileInput {

    private static final String KERNEL = "lib/modules/4.18.0-305.el8.x86_64";
    private static final String PIN =
            """
            [[pin]]
            id = "plant"
            reason = "tested"
            kernel = ["rhel:8.4", ">= 5.14.0-70.13.1, < 5.14.0-71"]
            deny = [{ kernel = "4.18.0-305.30.1", reason = "panics" }]

            [[pin.module]]
            name = "drbd"
            package = "kmod-drbd"
            version = ">= 9.1.2, < 9.2"

            [[pin.module]]
            name = "sample"
            package = "kmod-sample"

            [[pin.module]]
            name = "npreal2"
            """;

    private final long seed;
    private final Path root;
    private final Path spoilt;
    private final Path pins;
    private final Path conf;
    private final List<byte[]> requests;
    private final List<byte[]> pinFiles = Samples.pins();
    private final List<byte[]> cases = Samples.cases();
    private final List<byte[]> options = Samples.options();
    private final List<byte[]> modules = Samples.modules();
    private final List<byte[]> symvers = Samples.symvers();

    /** What was given, under a name that says where it belongs, and what came of it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Outcome(String name, byte[] input, CommandRun run, String problem) {}

    HostileInput(long seed, Path root) throws IOException {
        this.seed = seed;
        this.root = root;
        this.pins = Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        this.spoilt = Files.createDirectories(root.resolve("spoilt/pins.d"));
        this.conf = root.resolve("etc/dnf/plugins/kernelpin.conf");
        this.requests = Samples.requests(pins, root);
        Files.createDirectories(conf.getParent());
        Files.createDirectories(root.resolve(KERNEL + "/extra"));
        Files.createFile(root.resolve(KERNEL + "/vmlinuz"));
        Files.writeString(pins.resolve("plant.toml"), PIN);
        Files.writeString(root.resolve("plant.toml"), PIN);
        writeModule(modules.get(0));
        writeSymvers(symvers.get(0));
        Files.createDirectory(root.resolve("pins.d"));
        Files.copy(pins.resolve("plant.toml"), root.resolve("pins.d/plant.toml"));
    }

    private void writeModule(byte[] content) throws IOException {
        Files.write(root.resolve(KERNEL + "/extra/npreal2.ko"), content);
    }

    private void writeSymvers(byte[] content) throws IOException {
        Files.write(root.resolve(KERNEL + "/symvers.gz"), content);
    }

    /** Gives kernelpin the input of a number. */
    Outcome give(int number) throws IOException {
        Mutator mutator = new Mutator(seed + number);
        return switch (number % 20) {
            case 0, 1, 2, 3 -> pinOfHook(mutator.next(pinFiles), requests.get(1 + number / 20 % 3));
            case 4 -> lint(mutator.next(pinFiles), number / 20 % 2 == 0);
            case 5 -> test(mutator.next(cases), number / 20);
            case 6 -> allow(mutator.next(options));
            case 7, 8 -> module(mutator.nextBinary(modules), requests.get(2));
            case 9 -> symvers(mutator.nextBinary(symvers));
            default -> request(mutator.next(requests));
        };
    }

    private Outcome request(byte[] request) {
        CommandRun run = hook(request);
        return new Outcome("request.json", request, run, HostileEnding.ofHook(run, request));
    }

    private static CommandRun hook(byte[] request) {
        return CommandRun.of(new ByteArrayInputStream(request), "hook");
    }

    private Outcome pinOfHook(byte[] pin, byte[] given) throws IOException {
        Files.write(spoilt.resolve("spoilt.toml"), pin);
        byte[] request =
                new String(given, UTF_8)
                        .replace(pins.toString(), spoilt.toString())
                        .getBytes(UTF_8);
        CommandRun run = hook(request);
        return new Outcome("pin.toml", pin, run, HostileEnding.ofHook(run, request));
    }

    private Outcome lint(byte[] pin, boolean isJson) throws IOException {
        Path file = spoilt.resolve("spoilt.toml");
        Files.write(file, pin);
        return command(
                "lint.toml", pin, "lint", "--format", isJson ? "json" : "text", file.toString());
    }

    private Outcome test(byte[] content, int number) throws IOException {
        Path file = root.resolve("spoilt.case.toml");
        Files.write(file, content);
        List<String> formats = List.of("text", "json", "junit", "github", "tap", "sarif");
        String format = formats.get(number % formats.size());
        return command("case.toml", content, "test", "--format", format, file.toString());
    }

    private Outcome allow(byte[] content) throws IOException {
        Files.write(conf, content);
        Outcome outcome = command("kernelpin.conf", content, "allow", "--root", root.toString());
        Files.delete(conf);
        return outcome;
    }

    private Outcome module(byte[] content, byte[] request) throws IOException {
        writeModule(content);
        CommandRun run = hook(request);
        writeModule(modules.get(0));
        return new Outcome("module.ko", content, run, HostileEnding.ofHook(run, request));
    }

    private Outcome symvers(byte[] content) throws IOException {
        writeSymvers(content);
        return command("symvers.gz", content, "status", "--root", root.toString());
    }

    private static Outcome command(String name, byte[] input, String... arguments) {
        CommandRun run = CommandRun.of("", arguments);
        return new Outcome(name, input, run, HostileEnding.ofCommand(run));
    }
}
