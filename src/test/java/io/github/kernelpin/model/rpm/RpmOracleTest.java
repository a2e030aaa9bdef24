package io.github.kernelpin.model.rpm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Asks the rpm of this machine what it thinks of random versions. */
final class RpmOracleTest {

    private static final long SEED = 20210518;
    private static final int PAIRS = 5_000;
    private static final String ALPHABET = "0001234567899aabzABZ~~^^..__++";

    /** Reads six words a line and answers each line with -1, 0 or 1. */
    private static final String COMPARE =
            """
            import rpm, sys
            for line in sys.stdin:
                words = line.split()
                print(rpm.labelCompare(tuple(words[:3]), tuple(words[3:])))
            """;

    private record Pair(Evr a, Evr b) {}

    @TempDir private Path directory = Path.of("");

    private final Random random = new Random(SEED);
    private final List<String> real = Resources.lines("kernels/kernel-evr-sorted-by-rpm.txt");

    @Test
    void versionsAreOrderedAsRpmOrdersThem() throws Exception {
        assertSameAsRpm(
                IntStream.range(0, PAIRS)
                        .mapToObj(
                                i -> {
                                    String version = version();
                                    return new Pair(
                                            new Evr(0, version, "1"),
                                            new Evr(0, cousin(version), "1"));
                                })
                        .toList());
    }

    @Test
    void wholeEvrsAreOrderedAsRpmOrdersThem() throws Exception {
        assertSameAsRpm(
                IntStream.range(0, PAIRS)
                        .mapToObj(
                                i -> {
                                    String version = version();
                                    String release = version();
                                    Evr a = new Evr(random.nextInt(3), version, release);
                                    long epoch =
                                            random.nextInt(4) == 0 ? random.nextInt(3) : a.epoch();
                                    boolean sameVersion = random.nextInt(2) == 0;
                                    return new Pair(
                                            a,
                                            new Evr(
                                                    epoch,
                                                    sameVersion ? version : cousin(version),
                                                    cousin(release)));
                                })
                        .toList());
    }

    private void assertSameAsRpm(List<Pair> pairs) throws IOException, InterruptedException {
        List<String> answers = askRpm(pairs);
        assertEquals(pairs.size(), answers.size());
        List<Executable> comparisons = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            int expected = Integer.parseInt(answers.get(i));
            String names = "seed " + SEED + ": " + pair.a() + " and " + pair.b();
            comparisons.add(() -> assertEquals(expected, pair.a().compareTo(pair.b()), names));
            comparisons.add(() -> assertEquals(-expected, pair.b().compareTo(pair.a()), names));
        }
        assertAll(comparisons);
        for (int sign = -1; sign <= 1; sign++) {
            int wanted = sign;
            long count =
                    answers.stream().filter(answer -> Integer.parseInt(answer) == wanted).count();
            assertTrue(count > PAIRS / 50, "only " + count + " pairs compare as " + sign);
        }
    }

    private List<String> askRpm(List<Pair> pairs) throws IOException, InterruptedException {
        Path questions = directory.resolve("questions");
        Path answers = directory.resolve("answers");
        Files.write(
                questions,
                pairs.stream().map(pair -> words(pair.a()) + " " + words(pair.b())).toList());
        Process python =
                new ProcessBuilder("/usr/bin/python3", "-c", COMPARE)
                        .redirectInput(questions.toFile())
                        .redirectOutput(answers.toFile())
                        .redirectError(directory.resolve("errors").toFile())
                        .start();
        assertTrue(python.waitFor(60, TimeUnit.SECONDS), "rpm takes too long");
        assertEquals(
                "", Files.readString(directory.resolve("errors"), StandardCharsets.UTF_8).strip());
        return Files.readAllLines(answers);
    }

    private static String words(Evr evr) {
        return evr.epoch() + " " + evr.version() + " " + evr.release();
    }

    private String version() {
        if (random.nextInt(3) > 0) {
            Evr kernel = Evr.parse(real.get(random.nextInt(real.size())));
            return random.nextBoolean() ? kernel.version() : kernel.release();
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(character());
        }
        return text.toString();
    }

    private char character() {
        return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }

    /** Another version, mostly one that differs in a character or two. */
    private String cousin(String version) {
        if (random.nextInt(5) == 0) {
            return version();
        }
        StringBuilder text = new StringBuilder(version);
        for (int edits = random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, character());
                case 1 -> text.replace(at, Math.min(at + 1, text.length()), "" + character());
                default -> text.delete(at, Math.min(at + 1, text.length()));
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }
}
