package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jars in kernelpin's package, and everything that says which they are. */
final class ShippedJarsIT {

    private static final String OWN_JAR = "kernelpin.jar";
    private static final Pattern BUNDLED =
            Pattern.compile("(?m)^provides bundled\\(mvn\\((.+)\\)\\) = (.+)$");
    private static final Pattern NAMED = Pattern.compile("\\$lib/([a-z-]+\\.jar)");

    private static final Path FILES = DnfHost.TARGET.resolve("shipped");

    private static JsonNode components;

    /** Takes the package apart; dnf and a host would show nothing more of what is in it. */
    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        PackagedHost.build();
        DnfHost.check(
                DnfHost.program(
                        "sh",
                        "-c",
                        "rm -rf \"$1\" && mkdir \"$1\" && rpm2cpio \"$2\" | (cd \"$1\" && cpio --quiet -id)",
                        "sh",
                        FILES.toString(),
                        rpm()));
        Path sbom = FILES.resolve("usr/share/kernelpin/kernelpin.cdx.json");
        components = new ObjectMapper().readTree(sbom.toFile()).path("components");
    }

    @Test
    void theSbomListsTheShippedJarsByChecksum() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (JsonNode each : components) {
            for (JsonNode hash : each.path("hashes")) {
                if (hash.path("alg").asText().equals("SHA-256")) {
                    listed.put(each.path("name").asText() + ".jar", hash.path("content").asText());
                }
            }
        }
        Map<String, String> shipped = shippedJars();
        shipped.remove(OWN_JAR);

        assertFalse(shipped.isEmpty());
        assertEquals(shipped, listed);
    }

    @Test
    void theSbomListsTheVersionsThatThePackageProvides() throws IOException, InterruptedException {
        Set<String> listed = new TreeSet<>();
        for (JsonNode each : components) {
            listed.add(
                    "%s:%s = %s"
                            .formatted(
                                    each.path("group").asText(),
                                    each.path("name").asText(),
                                    each.path("version").asText()));
        }
        DnfHost.Run query =
                DnfHost.program("rpm", "-qp", "--qf", "[provides %{providenevrs}\n]", rpm());
        DnfHost.check(query);
        Set<String> provided =
                BUNDLED.matcher(query.out())
                        .results()
                        .map(match -> match.group(1) + " = " + match.group(2))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(provided, listed);
    }

    @Test
    void theLauncherNamesTheShippedJarsAndNoOthers() throws IOException {
        String launcher = Files.readString(FILES.resolve("usr/bin/kernelpin"));
        Set<String> named =
                NAMED.matcher(launcher)
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(shippedJars().keySet(), named);
    }

    private static String rpm() {
        return PackagedHost.BUILT
                .resolve("kernelpin-" + PackagedHost.version() + "-1.noarch.rpm")
                .toString();
    }

    private static Map<String, String> shippedJars() throws IOException {
        List<Path> jars;
        try (var files = Files.list(FILES.resolve("usr/share/java/kernelpin"))) {
            jars = files.toList();
        }
        Map<String, String> checksums = new TreeMap<>();
        for (Path jar : jars) {
            checksums.put(jar.getFileName().toString(), sha256(Files.readAllBytes(jar)));
        }
        return checksums;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
