package io.github.kernelpin.cases.report;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.report.Report;
import io.github.kernelpin.report.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results as JUnit's XML, as far as Jenkins' {@code junit-10.xsd} and GitLab agree on it. No time
 * is told: nothing in a verdict depends on a clock.
 */
public final class CaseJunit implements Report<List<CaseResult>> {

    private static final String NAME = "kernelpin";

    @Override
    public String id() {
        return "junit";
    }

    @Override
    public String text(List<CaseResult> results) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            startSuite("testsuites", results, xml);
            startSuite("testsuite", results, xml);
            for (CaseResult result : results) {
                write(result, xml);
            }
            line("", xml);
            xml.writeEndElement();
            line("", xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("the report cannot be written: " + e.getMessage(), e);
        }
        return text.append('\n').toString();
    }

    private static void startSuite(String element, List<CaseResult> results, XMLStreamWriter xml)
            throws XMLStreamException {
        line("", xml);
        xml.writeStartElement(element);
        xml.writeAttribute("name", NAME);
        xml.writeAttribute("tests", String.valueOf(results.size()));
        xml.writeAttribute(
                "failures", String.valueOf(CaseResult.count(results, CaseResult.Outcome.FAIL)));
        xml.writeAttribute(
                "errors", String.valueOf(CaseResult.count(results, CaseResult.Outcome.ERROR)));
    }

    private static void write(CaseResult result, XMLStreamWriter xml) throws XMLStreamException {
        line("  ", xml);
        boolean passes = result.outcome() == CaseResult.Outcome.PASS;
        if (passes) {
            xml.writeEmptyElement("testcase");
        } else {
            xml.writeStartElement("testcase");
        }
        xml.writeAttribute("classname", CaseLines.file(result));
        xml.writeAttribute("name", CaseLines.name(result));
        if (!passes) {
            boolean isFailure = result.outcome() == CaseResult.Outcome.FAIL;
            writeTrouble(isFailure ? "failure" : "error", result, xml);
            xml.writeEndElement();
        }
    }

    private static void writeTrouble(String element, CaseResult result, XMLStreamWriter xml)
            throws XMLStreamException {
        line("    ", xml);
        xml.writeStartElement(element);
        xml.writeAttribute("type", String.join(" ", result.differences()));
        xml.writeAttribute("message", CaseLines.problems(result).get(0));
        List<String> lines = CaseLines.all(result).stream().map(SafeText::noCommand).toList();
        xml.writeCharacters(String.join("\n", lines));
        xml.writeEndElement();
        line("  ", xml);
    }

    private static void line(String indent, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n" + indent);
    }
}
