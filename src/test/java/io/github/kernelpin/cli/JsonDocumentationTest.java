package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.HostFile;
import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on JSON names is what there is. */
final class JsonDocumentationTest {

    @TempDir private Path root;

    @Test
    void everyFieldOfStatusIsNamed() throws IOException {
        JsonNode host =
                new TomlMapper().readTree(Resources.text("status/two-modules-and-two-minors.toml"));
        for (HostFile file : HostFile.readAll(host.path("files"))) {
            file.writeTo(root);
        }
        String allow = "[main]\nallow = 4.18.0-348.el8@2000-01-01\n";
        new HostFile("etc/dnf/plugins/kernelpin.conf", allow, "").writeTo(root);

        expectNamed(CommandRun.of("", "status", "--root=" + root, "--format=json").out());
    }

    @Test
    void everyFieldOfCheckIsNamed() throws IOException {
        expectNamed(Resources.text("check/refused.json"));
    }

    @Test
    void everyFieldOfLintIsNamed() throws IOException {
        Path pin = Files.writeString(root.resolve("a.toml"), "[[pin]]\n");

        expectNamed(CommandRun.of("", "lint", "--format=json", pin.toString()).out());
    }

    private static void expectNamed(String json) throws IOException {
        Set<String> fields = new TreeSet<>();
        collect(new ObjectMapper().readTree(json), fields);
        assertFalse(fields.isEmpty());
        String page = Files.readString(Path.of("src/site/markdown/json.md"));
        Set<String> unnamed = new TreeSet<>();
        for (String field : fields) {
            if (!page.contains("`" + field + "`") && !page.contains("\"" + field + "\"")) {
                unnamed.add(field);
            }
        }
        assertEquals(Set.of(), unnamed);
    }

    private static void collect(JsonNode node, Set<String> fields) {
        node.properties().forEach(field -> fields.add(field.getKey()));
        node.forEach(child -> collect(child, fields));
    }
}
