package io.github.kernelpin.config.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.kernelpin.Resources;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.kernel.KernelMinor;
import io.github.kernelpin.model.kernel.KernelSpec;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.VersionRange;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PinFileTest {

    private static final RhelMinors MINORS = RhelMinorsTable.load();
    private static final long SEED = 8_4;
    private static final int MUTATIONS = 5_000;

    static Stream<String> badFiles() {
        return Resources.files("pins/bad", ".toml").stream()
                .map(file -> file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void everyErrorIsNamedWithItsLineAndColumn(String name) {
        String expected = Resources.text("pins/bad/" + name.replace(".toml", ".expected"));
        BadFileException e =
                assertThrows(
                        BadFileException.class,
                        () ->
                                PinDirectory.read(
                                        List.of(
                                                RootedPath.ofHost(
                                                        Resources.path("pins/bad/" + name))),
                                        MINORS,
                                        false));
        assertEquals(expected, lines(e.errors()));
    }

    /** The errors as {@code line:column: message}, without the folder of the file. */
    private static String lines(List<FileError> errors) {
        String folder = Resources.path("pins/bad") + "/";
        StringBuilder text = new StringBuilder();
        for (FileError error : errors) {
            text.append(error.location().line()).append(':').append(error.location().column());
            text.append(": ").append(error.message().replace(folder, "")).append('\n');
        }
        return text.toString();
    }

    @Test
    void aPinIsReadWithEverythingInIt() {
        assertEquals(
                List.of(
                        new Pin(
                                "drbd",
                                "DRBD 9.1.2 was tested on RHEL 8.4",
                                List.of(
                                        new KernelSpec.OfRhel(
                                                "8.4", new KernelMinor("4.18.0", 305)),
                                        new KernelSpec.OfMinor(new KernelMinor("4.18.0", 348)),
                                        new KernelSpec.InRange(
                                                VersionRange.parse(
                                                        ">= 4.18.0-372.9.1, < 4.18.0-373")),
                                        new KernelSpec.InRange(
                                                VersionRange.parse("= 4.18.0-425.3.1.el8"))),
                                List.of(
                                        new Pin.DeniedKernel(
                                                new KernelSpec.InRange(
                                                        VersionRange.parse(
                                                                "= 4.18.0-305.30.1.el8_4")),
                                                "panics in drbd_sender",
                                                at("full", 7, 3)),
                                        new Pin.DeniedKernel(
                                                new KernelSpec.OfRhel(
                                                        "8.5", new KernelMinor("4.18.0", 348)),
                                                "",
                                                at("full", 8, 3))),
                                List.of("default", "rt"),
                                Pin.Action.WARN,
                                List.of(
                                        new Pin.PinnedModule(
                                                "drbd",
                                                "kmod-drbd",
                                                VersionRange.parse(">= 9.1.2, < 9.2"),
                                                Pin.SymbolPolicy.ON,
                                                at("full", 13, 1)),
                                        new Pin.PinnedModule(
                                                "drbd_transport_tcp",
                                                "",
                                                null,
                                                Pin.SymbolPolicy.ON,
                                                at("full", 18, 1))),
                                at("full", 2, 1)),
                        new Pin(
                                "npreal2",
                                "",
                                List.of(),
                                List.of(),
                                List.of(),
                                Pin.Action.REFUSE,
                                List.of(
                                        new Pin.PinnedModule(
                                                "npreal2",
                                                "",
                                                null,
                                                Pin.SymbolPolicy.ON,
                                                at("full", 23, 11))),
                                at("full", 21, 1))),
                read("full"));
    }

    @Test
    void aSingleStringIsAListOfOne() {
        assertEquals(
                List.of(
                        new Pin(
                                "A-z_0.9",
                                "",
                                List.of(new KernelSpec.OfMinor(new KernelMinor("4.18.0", 305))),
                                List.of(),
                                List.of("uek"),
                                Pin.Action.REFUSE,
                                List.of(),
                                at("one-string-each", 1, 8))),
                read("one-string-each"));
    }

    @Test
    void linesMayEndAsOnWindows() {
        assertEquals(
                List.of(
                        new Pin(
                                "drbd",
                                "DRBD 9.1.2 was tested",
                                List.of(new KernelSpec.OfMinor(new KernelMinor("4.18.0", 305))),
                                List.of(),
                                List.of(),
                                Pin.Action.REFUSE,
                                List.of(),
                                at("crlf", 1, 1))),
                read("crlf"));
    }

    @Test
    void aFileWithoutPinsIsGood() {
        assertEquals(List.of(), read("empty"));
        assertEquals(List.of(), read("comment-only"));
    }

    @Test
    void whateverIsInAFileEndsInPinsOrErrors() {
        Random random = new Random(SEED);
        List<String> originals =
                Stream.concat(
                                Resources.files("pins/good", ".toml").stream()
                                        .map(file -> "pins/good/" + file.getFileName()),
                                badFiles().map(name -> "pins/bad/" + name))
                        .map(Resources::text)
                        .toList();
        for (int i = 0; i < MUTATIONS; i++) {
            String text = mutate(originals.get(random.nextInt(originals.size())), random);
            List<FileError> errors = new ArrayList<>();
            try {
                PinFile.parse("mutated.toml", text, MINORS, Pin.Action.REFUSE, errors);
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + SEED + ", mutation " + i + ":\n" + text, e);
            }
            for (FileError error : errors) {
                long lines = text.chars().filter(c -> c == '\n').count() + 1;
                if (error.location().line() > lines || error.location().column() < 1) {
                    fail("seed " + SEED + ", mutation " + i + ": " + error + ":\n" + text);
                }
            }
        }
    }

    private static String mutate(String original, Random random) {
        String alphabet = "[]{}\"'.,=#\\\n\r\t u0aU-:9ez\u0000\u00e9\ud800";
        StringBuilder text = new StringBuilder(original);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                case 1 -> text.delete(at, end);
                case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
                default -> {
                    if (at < text.length()) {
                        text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    }
                }
            }
        }
        return text.toString();
    }

    private static List<Pin> read(String name) {
        List<FileError> errors = new ArrayList<>();
        List<Pin> pins =
                PinFile.parse(
                        name + ".toml",
                        Resources.text("pins/good/" + name + ".toml"),
                        MINORS,
                        Pin.Action.REFUSE,
                        errors);
        assertEquals(List.of(), errors);
        return pins;
    }

    private static SourceLocation at(String name, int line, int column) {
        return new SourceLocation(name + ".toml", line, column);
    }
}
