package io.github.kernelpin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of a host, as the files that tests are driven by describe it.
 *
 * <p>A table has a {@code path} and either {@code content}, or {@code link} with the target of a
 * symbolic link, or {@code built_for} and what a module {@code needs}, {@code exports} and has as
 * {@code info} or as the size of its {@code struct module}, {@code struct_bytes}; which sections it
 * is {@code without}, and its {@code machine} as a number of ELF's.
 *
 * @param content a character for each byte
 * @param link where it leads to; empty for a file with content
 */
public record HostFile(String path, String content, String link) {

    /** The files of an array of tables. */
    public static List<HostFile> readAll(JsonNode tables) throws IOException {
        List<HostFile> files = new ArrayList<>();
        for (JsonNode table : tables) {
            files.add(
                    new HostFile(
                            table.path("path").asText(),
                            content(table),
                            table.path("link").asText("")));
        }
        return files;
    }

    private static String content(JsonNode file) throws IOException {
        byte[] bytes;
        if (file.has("built_for")) {
            ModuleFixture module = ModuleFixture.builtFor(file.path("built_for").asText());
            file.path("info")
                    .properties()
                    .forEach(each -> module.info(each.getKey(), each.getValue().asText()));
            file.path("needs")
                    .properties()
                    .forEach(each -> module.needs(each.getKey(), each.getValue().asLong()));
            file.path("exports")
                    .properties()
                    .forEach(each -> module.exports(each.getKey(), each.getValue().asLong()));
            if (file.has("struct_bytes")) {
                byte[] struct = new byte[file.path("struct_bytes").asInt()];
                module.section(".gnu.linkonce.this_module", struct);
            }
            file.path("without").forEach(each -> module.without(each.asText()));
            if (file.has("machine")) {
                module.machine(file.path("machine").asInt());
            }
            bytes = module.bytes();
        } else {
            bytes = file.path("content").asText().getBytes(StandardCharsets.UTF_8);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Writes it below a root, with the directories that it is in. */
    public void writeTo(Path root) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        if (link.isEmpty()) {
            Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            Files.createSymbolicLink(file, Path.of(link));
        }
    }
}
