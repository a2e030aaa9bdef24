package io.github.kernelpin.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kernelpin.ModuleFixture;
import io.github.kernelpin.Resources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Real input: what is spoilt afterwards. */
public final class Samples {

    private static final Path RESOURCES = Path.of("src/test/resources");

    /** Where the pins of a golden case begin, which go on to its end. */
    private static final String OWN_PINS = "[[pin]]\n";

    private Samples() {}

    /** Requests as dnf's plugin sends them, most of them recorded. */
    public static List<byte[]> requests(Path pins, Path root) {
        List<String> texts = new ArrayList<>();
        texts.add(Resources.text("io/github/kernelpin/cli/command/warmup-request.json"));
        for (Path file : Resources.files("hostile/requests", ".json")) {
            String recorded = read(file);
            texts.add(recorded);
            // As it is before kernelpin has asked.
            texts.add(recorded.replace("\"module_files\": [],", ""));
        }
        List<byte[]> requests = new ArrayList<>();
        for (String text : texts) {
            requests.add(
                    text.replace("@PINS@", pins.toString())
                            .replace("\"root\": \"/\"", "\"root\": \"" + root + "\"")
                            .getBytes(UTF_8));
        }
        return requests;
    }

    /** Every pin file among the tests, the broken ones included. */
    public static List<byte[]> pins() {
        List<byte[]> pins = bytes(Path.of("src/main/conf"), ".example");
        for (String folder : List.of("pins/good", "pins/bad", "e2e/pins")) {
            pins.addAll(bytes(RESOURCES.resolve(folder), ".toml"));
        }
        for (Path file : files(RESOURCES.resolve("rules"), ".case.toml")) {
            String text = read(file);
            pins.add(text.substring(text.indexOf(OWN_PINS)).getBytes(UTF_8));
        }
        return pins;
    }

    /** Cases that are written by hand: the golden ones, every other with its pins beside it. */
    public static List<byte[]> cases() {
        List<byte[]> cases = new ArrayList<>();
        for (Path file : files(RESOURCES.resolve("rules"), ".case.toml")) {
            String text = read(file);
            boolean isWhole = cases.size() % 2 == 0;
            String withoutPins = text.substring(0, text.indexOf(OWN_PINS));
            cases.add((isWhole ? text : "pins = \"pins.d\"\n" + withoutPins).getBytes(UTF_8));
        }
        return cases;
    }

    /** Configurations of dnf's plugin. */
    public static List<byte[]> options() {
        List<byte[]> options = bytes(Path.of("dnf-plugin"), ".conf");
        for (String allow :
                List.of(
                        "4.18.0-348.el8",
                        "4.18.0-348.el8@2026-12-31, 4.18.0-372.9.1.el8.x86_64",
                        "4.18.0-348.el8@tomorrow\n    5.14.0-70.el9")) {
            options.add(("[main]\n# why\nallow = " + allow + "\ntimeout=30\n").getBytes(UTF_8));
        }
        return options;
    }

    /** Files of a module, as a host has them. */
    public static List<byte[]> modules() {
        ModuleFixture module =
                ModuleFixture.builtFor("4.18.0-305.el8.x86_64")
                        .info("version", "6.0")
                        .info("depends", "")
                        .needs("printk", 0xc5850110L)
                        .needs("sock_create_kern", 0x1f2e3d4cL);
        try {
            byte[] bytes = module.bytes();
            return List.of(bytes, gzipped(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lists of a kernel's symbols. */
    public static List<byte[]> symvers() {
        byte[] plain =
                ("0xc5850110\tprintk\tvmlinux\tEXPORT_SYMBOL\n"
                                + "0x5a6b7c8d\tsock_create_kern\tvmlinux\tEXPORT_SYMBOL_GPL\t\n")
                        .getBytes(UTF_8);
        return List.of(plain, gzipped(plain));
    }

    private static byte[] gzipped(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<byte[]> bytes(Path folder, String suffix) {
        List<byte[]> all = new ArrayList<>();
        for (Path file : files(folder, suffix)) {
            all.add(read(file).getBytes(UTF_8));
        }
        return all;
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
