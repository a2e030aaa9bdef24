package io.github.kernelpin.guard;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A group of packages for {@code dnf group install}, as yum's comps.xml: guards, and the packages
 * of the modules that they are about.
 */
public record CompsFile(String group, List<Guard> guards) {

    public CompsFile {
        guards = List.copyOf(guards);
    }

    /** What dnf calls the group; where another repository has a group of that id, they are one. */
    public String id() {
        StringBuilder id = new StringBuilder();
        for (char c : group.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean isWord = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (isWord) {
                id.append(c);
            } else if (!id.isEmpty() && id.charAt(id.length() - 1) != '-') {
                id.append('-');
            }
        }
        int end = id.length() - (id.toString().endsWith("-") ? 1 : 0);
        return id.substring(0, end);
    }

    /** The packages of the group, in alphabetical order. */
    public Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        for (Guard guard : guards) {
            packages.add(guard.packageName());
            packages.addAll(guard.modulePackages());
        }
        return packages;
    }

    /** The file; without guards there is no group in it. */
    public String text() throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            open("comps", "\n", xml);
            if (!guards.isEmpty()) {
                writeGroup(xml);
            }
            close("\n", xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("the group cannot be written: " + e.getMessage(), e);
        }
        return text.append('\n').toString();
    }

    private void writeGroup(XMLStreamWriter xml) throws XMLStreamException {
        open("group", "\n  ", xml);
        element("id", id(), xml);
        element("name", group, xml);
        element("description", "Kernel modules, and what keeps them loadable.", xml);
        element("default", "true", xml);
        element("uservisible", "true", xml);
        open("packagelist", "\n    ", xml);
        for (String name : packages()) {
            open("packagereq", "\n      ", xml);
            xml.writeAttribute("type", "mandatory");
            xml.writeCharacters(name);
            xml.writeEndElement();
        }
        close("\n    ", xml);
        close("\n  ", xml);
    }

    private static void element(String name, String text, XMLStreamWriter xml)
            throws XMLStreamException {
        open(name, "\n    ", xml);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void open(String name, String indent, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeCharacters(indent);
        xml.writeStartElement(name);
    }

    private static void close(String indent, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters(indent);
        xml.writeEndElement();
    }
}
