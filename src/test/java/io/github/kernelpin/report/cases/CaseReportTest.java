package io.github.kernelpin.report.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelpin.Resources;
import io.github.kernelpin.model.SourceLocation;
import io.github.kernelpin.rules.CaseResult;
import io.github.kernelpin.rules.CaseVerdict;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/**
 * Every format with results that try to break it. Whole reports are in {@code cases/reports}; what
 * was really written is left in {@code target/cases}.
 */
final class CaseReportTest {

    private static final String HOSTILE =
            "a<b>&\"'\u001b[31m\r\n::error::]]> %0A,: # TODO \\ \ud800\uffff\u202e";

    static List<CaseResult> hostileResults() {
        SourceLocation here = new SourceLocation("cases/" + HOSTILE + ".case.toml", 7, 3);
        SourceLocation there = new SourceLocation("/srv/a.case.toml", 1, 1);
        return List.of(
                new CaseResult.Judged(
                        "passes", there, verdict(true, null), verdict(true, "whatever")),
                new CaseResult.Judged(
                        "fails " + HOSTILE,
                        here,
                        new CaseVerdict(false, List.of("symbol-changed"), "first\nsecond"),
                        verdict(true, "first\n" + HOSTILE + "\nthird")),
                new CaseResult.Judged(
                        "says nothing", there, verdict(true, "said"), verdict(true, "")),
                new CaseResult.Broken(
                        "cases/" + HOSTILE,
                        here,
                        List.of(here + ": unknown key \"" + HOSTILE + "\"", "another"),
                        false),
                new CaseResult.Broken("pins", there, List.of("a.toml:1:1: bad"), true));
    }

    private static CaseVerdict verdict(boolean isDenial, @Nullable String message) {
        return new CaseVerdict(isDenial, List.of("kernel-outside-pin"), message);
    }

    static List<CaseReport> formats() {
        return CaseReport.all();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aWholeReportIsAsItsFileSays(CaseReport format) throws IOException {
        String report = format.text(hostileResults());

        Path actual = Files.createDirectories(Path.of("target/cases")).resolve(format.word());
        Files.writeString(actual, report);
        assertEquals(Resources.text("cases/reports/" + format.word()), report);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void noFormatLetsThroughWhatHarmsATerminalOrAReader(CaseReport format) throws IOException {
        String report = format.text(hostileResults());

        for (int i = 0; i < report.length(); i++) {
            char c = report.charAt(i);
            assertTrue(
                    c == '\n' || (c >= ' ' && c != 0x7f && c != '\u202e' && c < '\ufffe'),
                    Integer.toHexString(c) + " at " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void noLineAndNoTextIsTooLong(CaseReport format) throws IOException {
        SourceLocation here = new SourceLocation("a.case.toml", 1, 1);
        CaseResult large =
                new CaseResult.Broken(
                        "n".repeat(100_000),
                        here,
                        List.of(("p".repeat(999) + "\n").repeat(1000).split("\n", -1)),
                        false);

        assertTrue(format.text(List.of(large)).length() < 3 * 64 * 1024);
    }

    @Test
    void jUnitsXmlIsValid() throws IOException, SAXException {
        Schema schema =
                SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                        .newSchema(Resources.path("cases/junit.xsd").toFile());

        for (List<CaseResult> results : List.of(hostileResults(), List.<CaseResult>of())) {
            String xml = new CaseJunit().text(results);
            schema.newValidator().validate(new StreamSource(new StringReader(xml)));
        }
    }

    @Test
    void tapHasEveryNameWithoutADirective() throws IOException {
        String name = "fails a<b>&\"'?[31m??::error::]]> %0A,: # TODO \\ ???";

        List<String> read = TapLines.read(new CaseTap().text(hostileResults()));

        assertEquals(
                List.of(
                        "ok passes",
                        "not ok " + name,
                        "not ok says nothing",
                        "not ok " + name.replace("fails ", "cases/"),
                        "not ok pins"),
                read);
    }

    @Test
    void sarifHasWhatItsSchemaDemands() throws IOException {
        JsonNode log = new ObjectMapper().readTree(new CaseSarif().text(hostileResults()));

        assertEquals("2.1.0", log.path("version").asText());
        JsonNode run = log.path("runs").path(0);
        assertTrue(run.at("/tool/driver/name").isTextual());
        Set<String> rules = new TreeSet<>();
        run.at("/tool/driver/rules").forEach(rule -> rules.add(rule.path("id").asText()));
        assertEquals(Set.of("bad-pins", "broken-case", "kernel-outside-pin", "message"), rules);
        assertEquals(4, run.path("results").size());
        for (JsonNode result : run.path("results")) {
            assertTrue(rules.contains(result.path("ruleId").asText()));
            assertEquals("error", result.path("level").asText());
            assertTrue(result.at("/message/text").isTextual());
            JsonNode place = result.at("/locations/0/physicalLocation");
            assertTrue(place.at("/region/startLine").asInt() >= 1);
            String uri = place.at("/artifactLocation/uri").asText();
            assertEquals(uri, URI.create(uri).toASCIIString());
        }
    }

    @Test
    void gitHubGetsOneLineForEachCaseThatDoesNotPass() {
        List<String> lines = new CaseGithub().text(hostileResults()).lines().toList();

        assertEquals(5, lines.size());
        for (String line : lines.subList(0, 4)) {
            assertTrue(line.matches("::error file=[^:,]+,line=\\d+,title=[^:,]+::.+"), line);
        }
        assertEquals("5 cases: 1 passed, 2 failed, 2 broken", lines.get(4));
    }
}
