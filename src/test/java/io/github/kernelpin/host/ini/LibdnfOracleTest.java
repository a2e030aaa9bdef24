package io.github.kernelpin.host.ini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts by chance are read as the libdnf of this host reads them, mistakes and all. */
final class LibdnfOracleTest {

    private static final long SEED = 20240611;
    private static final int TEXTS = 10_000;

    /** What matters to the parser, more often than what does not. */
    private static final List<String> PIECES =
            List.of(
                    "\n",
                    "\n",
                    "\n",
                    " ",
                    " ",
                    "\t",
                    "\r",
                    "\r\n",
                    "=",
                    "=",
                    " = ",
                    "[",
                    "]",
                    "[main]",
                    "\n[main]\n",
                    "[main] # c",
                    "[x]",
                    "#",
                    ";",
                    "# c",
                    "\"",
                    "'",
                    ",",
                    "a",
                    "b",
                    "a=",
                    "\na = ",
                    "plugins=",
                    "0",
                    "1",
                    "\"0\"",
                    "\n  x",
                    "\n \n",
                    "\n\n",
                    "\ufeff",
                    "ä",
                    "\u00a0",
                    "\u000b");

    private static final String READ =
            """
            import base64, sys, libdnf.conf
            def hexed(text):
                return text.encode('utf-8', 'surrogateescape').hex()
            for line in sys.stdin:
                text = base64.b64decode(line).decode()
                parser = libdnf.conf.ConfigParser()
                try:
                    parser.readString(text)
                except RuntimeError:
                    print('mistake')
                    continue
                words = []
                for section in sorted(parser.getData()):
                    words.append('[' + hexed(section) + ']')
                    for option in sorted(parser.options(section)):
                        if option[0] not in '#;':
                            value = parser.getValue(section, option)
                            words.append(hexed(option) + '=' + hexed(value))
                            words += [hexed(x) for x in libdnf.conf.OptionStringList('').fromString(value)]
                print(' '.join(words))
            """;

    @TempDir private Path directory = Path.of("");

    private final Random random = new Random(SEED);

    @Test
    void filesAreReadAsLibdnfReadsThem() throws IOException, InterruptedException {
        List<String> texts = Stream.generate(this::text).limit(TEXTS).toList();
        List<String> answers = askLibdnf(texts);
        assertEquals(texts.size(), answers.size());
        int mistakes = 0;
        for (int i = 0; i < TEXTS; i++) {
            String shown = texts.get(i).replace("\r", "\\r").replace("\t", "\\t");
            assertEquals(answers.get(i), read(texts.get(i)), "seed " + SEED + ":\n" + shown);
            mistakes += answers.get(i).equals("mistake") ? 1 : 0;
        }
        assertTrue(mistakes > TEXTS / 10, "only " + mistakes + " mistakes");
        assertTrue(mistakes < TEXTS * 3 / 4, mistakes + " mistakes");
    }

    private static String read(String text) {
        IniFile file = IniFile.parse(text);
        if (!file.problem().isEmpty()) {
            return "mistake";
        }
        List<String> words = new ArrayList<>();
        for (String section : file.sections()) {
            words.add("[" + hex(section) + "]");
            for (String option : file.names(section)) {
                String value = file.value(section, option);
                words.add(hex(option) + "=" + hex(value));
                IniList.parse(value).forEach(each -> words.add(hex(each)));
            }
        }
        return String.join(" ", words);
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hex.append(String.format("%02x", each));
        }
        return hex.toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(4) > 0) {
            text.append(random.nextInt(8) == 0 ? "\ufeff" : "").append("[main]\n");
        }
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) == 0) {
                text.append("\na=").append(PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }

    private List<String> askLibdnf(List<String> texts) throws IOException, InterruptedException {
        Path questions = directory.resolve("questions");
        Path answers = directory.resolve("answers");
        Path errors = directory.resolve("errors");
        Files.write(
                questions,
                texts.stream()
                        .map(
                                text ->
                                        Base64.getEncoder()
                                                .encodeToString(
                                                        text.getBytes(StandardCharsets.UTF_8)))
                        .toList());
        Process python =
                new ProcessBuilder("/usr/bin/python3", "-c", READ)
                        .redirectInput(questions.toFile())
                        .redirectOutput(answers.toFile())
                        .redirectError(errors.toFile())
                        .start();
        assertTrue(python.waitFor(60, TimeUnit.SECONDS), "libdnf takes too long");
        assertEquals("", Files.readString(errors).strip());
        return Files.readAllLines(answers);
    }
}
