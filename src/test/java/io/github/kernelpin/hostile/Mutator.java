package io.github.kernelpin.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Spoils documents by chance, the same way for the same seed: their structure first, so that most
 * of them get further than a parser, and then perhaps their bytes.
 */
public final class Mutator {

    /** What stands in place of a value, in JSON or in TOML. */
    private static final List<String> VALUES =
            List.of(
                    "\"\"",
                    "\" \"",
                    "\"x\"",
                    "\"/\"",
                    "\"\\u0000\"",
                    "null",
                    "true",
                    "0",
                    "-1",
                    "-0",
                    "1",
                    "2",
                    "1e99",
                    "0.5",
                    "-2147483649",
                    "2147483647",
                    "9223372036854775808",
                    "99999999999999999999",
                    "999999999999999999999",
                    "[]",
                    "{}",
                    "[[]]",
                    "[{}]",
                    "[null]",
                    "[0]",
                    "[\"\"]",
                    "\"\"\"\n\"\"\"",
                    "''",
                    "'''\n'''",
                    "1979-05-27",
                    "0x7fffffffffffffff",
                    "inf",
                    "nan",
                    "+1",
                    "{\"a\": 1}",
                    "{a = 1}",
                    "\"1:2~^~\"",
                    "\"~\"",
                    "\"^\"",
                    "\"-\"",
                    "\"--\"",
                    "\":\"",
                    "\"0:0-0\"",
                    "\"99999999999:1-1\"",
                    "\"-1:1-1\"",
                    "\"4.18.0-\"",
                    "\"-348.el8\"",
                    "\"4.18.0-348.el8\"",
                    "\">= 4.18.0-305, < 4.18.0-306\"",
                    "\"rhel:8.5\"",
                    "\"rhel:\"",
                    "\"kernel-core\"",
                    "\"kernel-uname-r\"",
                    "\"kernel(sample) = 0x1\"",
                    "\"kernel() = 0xffffffffffffffffff\"",
                    "\"kernel(a) = 0x\"",
                    "\"ksym(\"",
                    "\"../../../etc/shadow\"",
                    "\"/proc/self/mem\"",
                    "\"/dev/zero\"",
                    "\"2026-02-30\"",
                    "\"9999-99-99\"",
                    "\"ask\"",
                    "\"install\"",
                    "\"4.18.0-348.el8@\"",
                    "\"@2026-12-31\"",
                    "\"$(touch /tmp/x)\"",
                    "\"`id`\"");

    /** What gets into strings. */
    private static final List<String> CHARACTERS =
            List.of(
                    "\u0000",
                    "\u0007",
                    "\u001b[31m",
                    "\u001b]0;t\u0007",
                    "\r",
                    "\n",
                    "\t",
                    "\u007f",
                    "\u009b",
                    "\u00a0",
                    "\u00ad",
                    "\u200b",
                    "\u200f",
                    "\u202e",
                    "\u2028",
                    "\u2066",
                    "\ufeff",
                    "\uffff",
                    "\ud83d\ude00",
                    "\udb40\udc41",
                    "\\u0000",
                    "\\u001b",
                    "\\n",
                    "\\ud800",
                    "\\udc00",
                    "\\ud83d\\ude00",
                    "\\u009b",
                    "\\u202e",
                    "\\",
                    "\"",
                    "'",
                    "-",
                    ":",
                    "~",
                    "^",
                    ".",
                    "*",
                    "?",
                    ",",
                    "=",
                    "@",
                    "/",
                    "(",
                    ")",
                    " = 0x",
                    " >= 1",
                    "%n",
                    "%s",
                    "${x}",
                    "'; touch x; '",
                    "0000000000000000000000",
                    "\u0130",
                    "e\u0301");

    private static final int[] DEPTHS = {1, 2, 15, 16, 17, 100, 1000, 5000};
    private static final int[] LENGTHS = {64, 65, 255, 256, 4096, 10_000, 65_535, 65_536, 65_537};

    private final Random random;

    public Mutator(long seed) {
        this.random = new Random(seed);
    }

    /** One of the originals, spoilt. */
    public byte[] next(List<byte[]> originals) {
        String document = new String(any(originals), UTF_8);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            document = spoil(document);
        }
        byte[] bytes = document.getBytes(UTF_8);
        return random.nextInt(8) == 0 ? spoilBytes(bytes, any(originals)) : bytes;
    }

    /** One of the originals that is no text, with some bytes spoilt. */
    public byte[] nextBinary(List<byte[]> originals) {
        byte[] bytes = any(originals);
        return random.nextInt(3) == 0 ? spoilBytes(bytes, any(originals)) : flipped(bytes);
    }

    private String spoil(String document) {
        Words words = Words.of(document);
        if (words.all().isEmpty()) {
            return any(VALUES);
        }
        int at = random.nextInt(words.all().size());
        return switch (random.nextInt(12)) {
            case 0 -> words.with(at, at + 1, any(words.all()));
            case 1, 2 -> spoilEntry(words, at);
            case 3, 4, 5 -> spoilString(words, at);
            default -> exchange(words, at);
        };
    }

    /** Puts another word of its kind in place of a string or a number. */
    private String exchange(Words words, int from) {
        int at = from;
        while (at < words.all().size() && (!words.isValue(at) || words.isKey(at))) {
            at++;
        }
        int other = random.nextInt(words.all().size());
        while (other < words.all().size()
                && (at >= words.all().size() || !words.isAlike(at, other))) {
            other++;
        }
        return other >= words.all().size()
                ? words.with(from, from + 1, words.text(from, from + 1))
                : words.with(at, at + 1, words.all().get(other));
    }

    /** Spoils the first entry from here. */
    private String spoilEntry(Words words, int from) {
        int key = from;
        while (key < words.all().size() && !words.isKey(key)) {
            key++;
        }
        if (key >= words.all().size()) {
            return words.with(from, words.endOfValue(from), any(VALUES));
        }
        int value = words.valueOf(key);
        int end = words.endOfValue(value);
        String text = words.text(value, end);
        return switch (random.nextInt(8)) {
            case 0 -> words.with(key, end + 1, "");
            case 1 -> words.with(end, end, separator() + words.text(key, end));
            case 2 -> words.with(key, key + 1, anyKey(words));
            case 3 ->
                    words.with(
                            value, end, "[" + (text + ",").repeat(random.nextInt(50)) + text + "]");
            case 4 -> words.with(value, end, nested(text));
            case 5 -> words.with(value, end, anyValue(words));
            default -> words.with(value, end, any(VALUES));
        };
    }

    private String separator() {
        return random.nextBoolean() ? ", " : "\n";
    }

    private String nested(String text) {
        int depth = DEPTHS[random.nextInt(DEPTHS.length)];
        boolean isArray = random.nextBoolean();
        String name = random.nextBoolean() ? "{\"a\": " : "{a = ";
        String head = (isArray ? "[" : name).repeat(depth) + text;
        return random.nextInt(4) == 0 ? head : head + (isArray ? "]" : "}").repeat(depth);
    }

    private String anyKey(Words words) {
        int start = random.nextInt(words.all().size());
        for (int i = start; i < words.all().size(); i++) {
            if (words.isKey(i)) {
                return words.all().get(i);
            }
        }
        return any(VALUES);
    }

    private String anyValue(Words words) {
        int start = random.nextInt(words.all().size());
        for (int i = start; i < words.all().size(); i++) {
            if (words.isKey(i)) {
                int value = words.valueOf(i);
                return words.text(value, words.endOfValue(value));
            }
        }
        return any(VALUES);
    }

    /** Spoils the first string from here. */
    private String spoilString(Words words, int from) {
        int at = from;
        while (at < words.all().size() && !words.isString(at)) {
            at++;
        }
        if (at >= words.all().size()) {
            return words.with(from, from + 1, any(VALUES));
        }
        String word = words.all().get(at);
        int place = 1 + random.nextInt(word.length() - 1);
        String more = any(CHARACTERS);
        if (random.nextInt(20) == 0) {
            more = more.repeat(LENGTHS[random.nextInt(LENGTHS.length)] / more.length());
        }
        String rest = word.substring(Math.min(word.length() - 1, place + random.nextInt(3)));
        return words.with(at, at + 1, word.substring(0, place) + more + rest);
    }

    private byte[] spoilBytes(byte[] original, byte[] other) {
        if (original.length == 0) {
            return other;
        }
        int at = random.nextInt(original.length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(original, at);
            case 1 -> joined(original, at, other, random.nextInt(other.length + 1));
            case 2 -> new String(original, UTF_8).getBytes(encoding());
            case 3 -> joined(original, original.length, other, 0);
            default -> flipped(original);
        };
    }

    private Charset encoding() {
        return switch (random.nextInt(4)) {
            case 0 -> StandardCharsets.UTF_16;
            case 3 -> Charset.forName("UTF-32");
            case 1 -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.ISO_8859_1;
        };
    }

    private static byte[] joined(byte[] start, int length, byte[] end, int from) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(start, 0, length);
        joined.write(end, from, end.length - from);
        return joined.toByteArray();
    }

    private byte[] flipped(byte[] original) {
        byte[] flipped = original.clone();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            int at = random.nextInt(flipped.length);
            flipped[at] =
                    random.nextBoolean()
                            ? (byte) random.nextInt(256)
                            : (byte) (flipped[at] ^ 1 << random.nextInt(8));
        }
        return flipped;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
