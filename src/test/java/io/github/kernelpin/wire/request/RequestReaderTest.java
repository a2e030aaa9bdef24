package io.github.kernelpin.wire.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.Resources;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.rpm.Comparison;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.rpm.VersionConstraint;
import io.github.kernelpin.model.symbol.SymbolTable;
import io.github.kernelpin.model.symbol.Symbols;
import io.github.kernelpin.model.transaction.DnfCommand;
import io.github.kernelpin.model.transaction.HostState;
import io.github.kernelpin.model.transaction.PackageChange;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestReaderTest {

    private static final String SMALL =
            """
            {"schema": 2, "id": "\u00e9\\n", "pins": "/p", "allow": ["x"],
             "transaction": [{"action": "remove", "package": {"name": "a", "epoch": 12,
              "version": "1", "release": "1", "arch": "noarch", "provides": ["ksym(x) = 0x1"]},
              "replaces": ["a-1-1.noarch"]}]}""";

    @Test
    void aRequestIsReadWithEverythingInIt() throws IOException {
        Request request =
                read(
                        Resources.text("io/github/kernelpin/cli/command/warmup-request.json")
                                .replace("@PINS@", "/pins.d"));
        RpmPackage refused =
                RpmPackage.of(
                        Nevra.parse("kernel-core-4.18.0-348.el8.x86_64"),
                        "sample",
                        "4.18.0-348.el8.x86_64",
                        List.of(capability("kernel", "4.18.0-348.el8")),
                        new SymbolTable(symbol("sample", 0x5a6b7c8dL), new Symbols()),
                        SymbolTable.empty());
        RpmPackage module =
                RpmPackage.of(
                        Nevra.parse("kmod-sample-1.1-1.el8.x86_64"),
                        "sample",
                        "",
                        List.of(capability("kmod-sample", "1.1-1.el8")),
                        SymbolTable.empty(),
                        new SymbolTable(
                                symbol("sample", 0x1f2e3d4cL), symbol("sample", 0x1f2e3d4cL)));
        assertEquals(
                List.of(
                        new PackageChange(PackageChange.Action.INSTALL, refused, List.of()),
                        new PackageChange(
                                PackageChange.Action.UPGRADE,
                                module,
                                List.of(Nevra.parse("kmod-sample-1.0-1.el8.x86_64"))),
                        new PackageChange(
                                PackageChange.Action.UPGRADED,
                                bare("kmod-sample-1.0-1.el8.x86_64", "", ""),
                                List.of()),
                        new PackageChange(
                                PackageChange.Action.REMOVE,
                                bare("kernel-core-4.18.0-305.el8.x86_64", "", ""),
                                List.of()),
                        new PackageChange(
                                PackageChange.Action.UPGRADE,
                                bare("other-1-2.noarch", "sample", ""),
                                List.of())),
                request.transaction().changes());
        assertEquals(
                new HostState(
                        List.of(
                                RpmPackage.of(
                                        Nevra.parse("kernel-core-4.18.0-305.el8.x86_64"),
                                        "",
                                        "4.18.0-305.el8.x86_64",
                                        List.of(),
                                        new SymbolTable(
                                                symbol("sample", 0x1f2e3d4cL), new Symbols()),
                                        SymbolTable.empty()),
                                RpmPackage.of(
                                        Nevra.parse("kmod-sample-1.0-1.el8.x86_64"),
                                        "",
                                        "",
                                        List.of(),
                                        SymbolTable.empty(),
                                        new SymbolTable(
                                                symbol("sample", 0x1f2e3d4cL),
                                                symbol("shared", 0x1f2e3d4cL))),
                                RpmPackage.of(
                                        Nevra.parse("kmod-shared-1.0-1.el8.x86_64"),
                                        "",
                                        "",
                                        List.of(),
                                        new SymbolTable(
                                                new Symbols(), symbol("shared", 0x1f2e3d4cL)),
                                        new SymbolTable(
                                                symbol("sample", 0x1f2e3d4cL), new Symbols()))),
                        List.of(),
                        "4.18.0-305.el8.x86_64",
                        "4.18.0-305.el8.x86_64",
                        3),
                request.transaction().host());
        assertEquals(
                new Request(
                        "warmup",
                        "/",
                        "/pins.d",
                        new DnfCommand(
                                List.of("upgrade", "-y", "sample"),
                                "upgrade",
                                "upgrade",
                                List.of(
                                        new DnfCommand.Spec(
                                                "sample",
                                                List.of(
                                                        Nevra.parse(
                                                                "kmod-sample-1.1-1.el8.x86_64"))))),
                        request.transaction(),
                        List.of(
                                bare(
                                        "kernel-core-4.18.0-305.88.1.el8_4.x86_64",
                                        "sample",
                                        "4.18.0-305.88.1.el8_4.x86_64"),
                                refused),
                        List.of(
                                new Request.Dependency(
                                        Nevra.parse("kmod-sample-1.1-1.el8.x86_64"),
                                        List.of(Nevra.parse("kernel-core-4.18.0-348.el8.x86_64")))),
                        Allowances.parse(List.of("4.18.0-999.el8"), ""),
                        false),
                request);
    }

    private static RpmPackage bare(String nevra, String repository, String uname) {
        return RpmPackage.of(
                Nevra.parse(nevra),
                repository,
                uname,
                List.of(),
                SymbolTable.empty(),
                SymbolTable.empty());
    }

    private static RpmPackage.Capability capability(String name, String evr) {
        return new RpmPackage.Capability(
                name, new VersionConstraint(Comparison.EQUAL, Evr.parse(evr)));
    }

    @Test
    void aRequestMayBeShort() throws IOException {
        Request request = read("{\"pins\": \"/p\", \"id\": \"i\", \"schema\": 2}");
        assertEquals("/", request.root());
        assertEquals(new DnfCommand(List.of(), "", "", List.of()), request.command());
        assertEquals(new HostState(List.of(), List.of(), "", "", 0), request.transaction().host());
        assertEquals(List.of(), request.transaction().changes());
        assertEquals(List.of(), request.available());
        assertEquals(List.of(), request.dependencies());
        assertEquals(List.of(), request.allowedKernels());
    }

    @Test
    void aRememberedDayThatIsNoneIsForgottenAndRefusesNothing() throws IOException {
        Request request =
                read(
                        """
                        {"schema": 2, "id": "i", "pins": "/p", "kept_out_since":
                          {"a-1-1.noarch": "yesterday", "b-1-1.noarch": "2026-11-20"}}
                        """);

        assertEquals(Map.of("b-1-1.noarch", "2026-11-20"), request.keptOutSince());
    }

    @Test
    void whatIsNotKnownIsSkipped() throws IOException {
        Request request =
                read(
                        """
                        {"schema": 2, "new": {"a": [1, {"id": 2}]}, "id": "i", "pins": "/p", "more": 1e99,
                         "command": {"shell": [[]], "verb": "up"},
                         "transaction": [{"reason": {"schema": 9}, "action": "remove", "package":
                           {"name": "a", "version": "1", "release": "1", "arch": "noarch", "files": ["/a"]}}],
                         "dependencies": [{"package": "a-1-1.noarch", "kind": [0], "any_of": ["b-1-1.noarch"]}]}
                        """);
        assertEquals("up", request.command().verb());
        assertEquals(
                List.of(
                        new PackageChange(
                                PackageChange.Action.REMOVE,
                                bare("a-1-1.noarch", "", ""),
                                List.of())),
                request.transaction().changes());
    }

    @ParameterizedTest
    @CsvSource({
        "install, INSTALL",
        "upgrade, UPGRADE",
        "downgrade, DOWNGRADE",
        "reinstall, REINSTALL",
        "remove, REMOVE",
        "upgraded, UPGRADED",
        "downgraded, DOWNGRADED",
        "obsoleted, OBSOLETED",
    })
    void everyActionHasItsWord(String word, PackageChange.Action action) throws IOException {
        assertEquals(
                action,
                read(SMALL.replace("\"remove\"", "\"" + word + "\""))
                        .transaction()
                        .changes()
                        .get(0)
                        .action());
    }

    @ParameterizedTest
    @CsvSource({
        "0x0, 0",
        "0x1f2e3d4c, 523124044",
        "0X1F2E3D4C, 523124044",
        "0x00001f2e3d4c, 523124044",
        "0xffffffff, 4294967295",
        "0xffffffffffffffff, -1",
    })
    void aCrcIsANumber(String crc, long expected) throws IOException {
        assertEquals(
                symbol("x", expected),
                read(SMALL.replace("0x1", crc))
                        .transaction()
                        .changes()
                        .get(0)
                        .subject()
                        .providedSymbols()
                        .ksym());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a                        | a                          | ''",
                "a = 1                    | a                          | = 1",
                "a >= 1:2-3               | a                          | >= 1:2-3",
                "a < 1                    | a                          | < 1",
                "a(x86-64) = 1-2          | a(x86-64)                  | = 1-2",
                "/usr/bin/a b             | /usr/bin/a b               | ''",
                "a = x:1                  | a                          | ''",
                "a = -1.el8               | a                          | ''",
                "a == 1                   | a == 1                     | ''",
                "kernelx(y) = 1           | kernelx(y)                 | = 1",
            })
    void aCapabilityHasAVersionOrNone(String text, String name, String version) throws IOException {
        RpmPackage.Capability read =
                read(SMALL.replace("ksym(x) = 0x1", text))
                        .transaction()
                        .changes()
                        .get(0)
                        .subject()
                        .provides()
                        .get(0);
        assertEquals(name, read.name());
        assertEquals(version, read.version() == null ? "" : String.valueOf(read.version()));
    }

    static Stream<List<String>> badRequests() {
        return Resources.rows("requests/bad.tsv");
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void whatIsWrongIsNamed(List<String> row) {
        assertEquals(row.get(1), messageFor(row.get(0).getBytes(UTF_8)));
    }

    @Test
    void emptyInputIsNoRequest() {
        String message = "the request is empty: expected a JSON object on standard input";
        assertEquals(message, messageFor(new byte[0]));
        assertEquals(message, messageFor(" \r\n\t".getBytes(UTF_8)));
    }

    @Test
    void aRequestThatStopsAnywhereIsNoRequest() throws IOException {
        byte[] whole = SMALL.getBytes(UTF_8);
        assertEquals("\u00e9\n", read(SMALL).id());
        for (int length = 0; length < whole.length; length++) {
            String message = messageFor(Arrays.copyOf(whole, length));
            assertTrue(message.startsWith("the request is "), message);
            assertEquals(1, message.lines().count(), message);
        }
    }

    @Test
    void garbageIsNoRequest() {
        assertEquals(
                "the request is not valid JSON at line 1, column 1: Unexpected character"
                        + " ((CTRL-CHAR, code 127)): expected a valid value (JSON String, Number,"
                        + " Array, Object or token 'null', 'true' or 'false')",
                messageFor("\u007fELF\u0002\u0001".getBytes(UTF_8)));
        assertEquals(
                "the request is not valid JSON at line 1, column 2: Illegal character ((CTRL-CHAR,"
                        + " code 31)): only regular white space (\\r, \\n, \\t) is allowed between"
                        + " tokens",
                messageFor(new byte[] {0x1f, (byte) 0x8b, 8, 0}));
        assertEquals(
                "the request is not valid JSON at line 1, column 1: Unrecognized token 'Traceback':"
                        + " was expecting (JSON String, Number, Array, Object or token 'null',"
                        + " 'true' or 'false')",
                messageFor("Traceback (most recent call last):\n".getBytes(UTF_8)));
    }

    @Test
    void aByteOrderMarkIsSkipped() throws IOException {
        assertEquals("\u00e9\n", read("\ufeff" + SMALL).id());
    }

    @Test
    void otherEncodingsOfUnicodeAreRead() throws IOException {
        assertEquals(
                "\u00e9\n",
                read(new ByteArrayInputStream(SMALL.getBytes(StandardCharsets.UTF_16BE))).id());
    }

    @Test
    void invalidUtf8IsNoRequest() {
        assertEquals(
                "the request is not valid JSON at line 1, column 9: Invalid UTF-8 start byte 0xff",
                messageFor("{\"id\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(
                "the request is not valid JSON at line 1, column 10: Invalid UTF-8 middle byte"
                        + " 0x22",
                messageFor("{\"id\":\"\u00c3\"}".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(
                "the request is not valid JSON at line 1, column 11: Invalid UTF-8: Illegal"
                        + " surrogate character 0xd800",
                messageFor(
                        "{\"id\":\"\u00ed\u00a0\u0080\"}".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void everythingThatIsCountedHasAnEnd() {
        String start = "{\"schema\": 2, \"id\": \"i\", \"pins\": \"/p\", ";
        String kernel =
                "{\"name\": \"kernel-core\", \"version\": \"1\", \"release\": \"1\", \"arch\": \"a\"}";
        String change = "{\"action\": \"install\", \"package\": " + kernel + "}";
        assertEquals(
                "more than 5000 packages in installed",
                reasonFor(start + "\"installed\": [" + (kernel + ", ").repeat(5_001)));
        assertEquals(
                "more than 1000 kernels and modules in transaction",
                reasonFor(start + "\"transaction\": [" + (change + ", ").repeat(1_001)));
        assertEquals(
                "the request is not valid JSON: Token count (3000001) exceeds the maximum allowed"
                        + " (3000000)",
                messageFor((start + "\"x\": [" + "0,".repeat(3_000_000)).getBytes(UTF_8)));
    }

    @Test
    void whatIsVisibleBeyondALimitIsPassedOver() throws IOException {
        String kernel =
                "{\"name\": \"kernel-core\", \"version\": \"1\", \"release\": \"1\", \"arch\": \"a\"}";
        String available =
                "\"available\": [" + (kernel + ", ").repeat(10_000) + kernel + "], \"id\"";

        assertEquals(10_000, read(SMALL.replace("\"id\"", available)).available().size());
    }

    @Test
    void aPackageThatNoFileCouldHoldIsRefusedUnlessItIsMerelyVisible() throws IOException {
        String release = "9".repeat(252);
        assertEquals(
                "a package is called a-12:1-"
                        + "9".repeat(33)
                        + "..., by 266 characters: expected at most 262",
                reasonFor(SMALL.replace("\"release\": \"1\"", "\"release\": \"" + release + "\"")));
        String visible =
                "\"available\": [{\"name\": \"a\", \"version\": \"1\", \"arch\": \"noarch\","
                        + " \"release\": \"@RELEASE@\"}], \"id\"";
        assertEquals(
                List.of(),
                read(SMALL.replace("\"id\"", visible.replace("@RELEASE@", release))).available());
        assertEquals(
                List.of(bare("a-1-1.noarch", "", "")),
                read(SMALL.replace("\"id\"", visible.replace("@RELEASE@", "1"))).available());
    }

    /** Why a request is wrong, without the place. */
    private static String reasonFor(String request) {
        String message = messageFor(request.getBytes(UTF_8));
        return message.substring(message.indexOf(": ") + 2);
    }

    @Test
    void nestingHasAnEnd() {
        String message =
                "the request is not valid JSON: Document nesting depth (17) exceeds the maximum"
                        + " allowed (16)";
        assertEquals(message, messageFor(("{\"x\": " + "[".repeat(10_000)).getBytes(UTF_8)));
        assertEquals(message, messageFor("{\"x\": ".repeat(10_000).getBytes(UTF_8)));
    }

    @Test
    void aNumberHasAnEnd() {
        String message =
                "the request is not valid JSON: Number value length (1000) exceeds the maximum"
                        + " allowed (20)";
        for (String field : List.of("schema", "installonly_limit", "x")) {
            String request = "{\"" + field + "\": " + "7".repeat(1000) + "}";
            assertEquals(message, messageFor(request.getBytes(UTF_8)));
        }
    }

    @Test
    void whatRpmAndDnfKeepIn32BitsIsRead() throws IOException {
        String kernel =
                "\"installed\": [{\"name\": \"a\", \"epoch\": 4294967295, \"version\": \"1\","
                        + " \"release\": \"1\", \"arch\": \"x\"}], \"installonly_limit\":"
                        + " 4294967295, \"id\"";
        Transaction read = read(SMALL.replace("\"id\"", kernel)).transaction();
        assertEquals("[a-4294967295:1-1.x]", read.before().toString());
        assertEquals(Integer.MAX_VALUE, read.host().installonlyLimit());
    }

    @Test
    void aWordHasAnEnd() {
        Endless stream = new Endless("{\"id\": \"", "x");
        String message = messageFor(stream);
        assertTrue(
                message.matches(
                        "the request is not valid JSON: String value length \\(\\d{5,6}\\) exceeds"
                                + " the maximum allowed \\(65536\\)"),
                message);
        assertTrue(stream.given < 1_000_000, stream.given + " bytes were read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"x\": [0                   | ', 12345678901234567890'",
                "{\"x\": \"                   | x",
                "{\"allow\": [\"\"            | ', \"4.18.0-305.el8\"'",
                "{                            | ' '",
                "{\"schema\": 2, \"id\": \"i\", \"pins\": \"/p\"} | ' '",
            })
    void aRequestHasAnEnd(String start, String more) {
        Endless stream = new Endless(start, more);
        String message = messageFor(stream);
        assertTrue(
                message.matches(
                        "the request is not valid JSON: Document length \\(335\\d{5}\\) exceeds the"
                                + " maximum allowed \\(33554432\\)"),
                message);
        assertTrue(stream.given < 34_000_000, stream.given + " bytes were read");
    }

    @Test
    void aStreamThatCannotBeReadIsNotTheRequestsFault() throws IOException {
        InputStream closed = new FileInputStream("/dev/null");
        closed.close();
        IOException e = assertThrows(IOException.class, () -> RequestReader.read(closed));
        assertEquals("java.io.IOException: Stream Closed", e.toString());
    }

    private static Request read(String json) throws IOException {
        return read(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    private static Request read(InputStream in) throws IOException {
        return RequestReader.read(in);
    }

    private static String messageFor(byte[] request) {
        return messageFor(new ByteArrayInputStream(request));
    }

    private static String messageFor(InputStream in) {
        return String.valueOf(
                assertThrows(RequestFormatException.class, () -> read(in)).getMessage());
    }

    /** A beginning and then the same again and again, far beyond every limit. */
    private static final class Endless extends InputStream {

        private static final long BYTES_MAX = 1L << 32;

        private final byte[] start;
        private final byte[] block;
        private long given;

        Endless(String start, String more) {
            this.start = start.getBytes(UTF_8);
            this.block = more.repeat(10_000).getBytes(UTF_8);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) == 1 ? one[0] : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (given >= BYTES_MAX) {
                throw new IllegalStateException("still reading after " + given + " bytes");
            }
            boolean atStart = given < start.length;
            byte[] from = atStart ? start : block;
            int at = (int) (atStart ? given : (given - start.length) % block.length);
            int count = Math.min(length, from.length - at);
            System.arraycopy(from, at, buffer, offset, count);
            given += count;
            return count;
        }
    }

    /** Neither a newer rpm nor an odd package may stop every transaction with kernels. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel(x)",
                "kernel(x) >= 0x1",
                "kernel( = 0x1",
                "kernel(x) = ",
                "kernel(x) = 0x",
                "kernel(x) = 1f2e3d4c",
                "kernel(x) = 0xg",
                "ksym(x) = 0x+1",
                "ksym(x) = 0x-1",
                "ksym(x) = 0x 1",
                "ksym(x) = 0x12345678901234567"
            })
    void aSymbolWithoutACrcIsNone(String capability) throws IOException {
        Request request = read(SMALL.replace("ksym(x) = 0x1", capability));
        RpmPackage subject = request.transaction().changes().get(0).subject();
        assertEquals(SymbolTable.empty(), subject.providedSymbols());
    }

    private static Symbols symbol(String name, long crc) {
        Symbols symbols = new Symbols();
        symbols.add(name, crc);
        return symbols;
    }
}
