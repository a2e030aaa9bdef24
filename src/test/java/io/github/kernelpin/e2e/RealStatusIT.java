package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelpin.EnforcedHost;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kernelpin status} on real modules, where depmod has the last word. */
final class RealStatusIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @TempDir private Path scratch;

    @BeforeAll
    static void buildModules() throws IOException {
        RealModules.build();
    }

    @Test
    void modulesLoadInTheKernelThatTheyWereBuiltFor() throws IOException {
        String oldest = RealModules.kernels().get(0);

        JsonNode kernel = status(oldest, oldest).at("/kernels/0");

        assertEquals(oldest, kernel.path("kernel").asText());
        assertEquals(Set.of(), Kmod.complaints(scratch, oldest, oldest));
        assertEquals(Set.of(), complaints(kernel));
        for (JsonNode module : kernel.path("modules")) {
            assertEquals("loads", module.path("state").asText());
            assertEquals(
                    "extra/" + module.path("name").asText() + ".ko", module.path("path").asText());
        }
        assertEquals(RealModules.NAMES.size(), kernel.path("modules").size());
    }

    @Test
    void modulesThatWeakModulesHasLinkedDisagreeWithAnotherKernelAsDepmodSays() throws IOException {
        String oldest = RealModules.kernels().get(0);
        String newest = RealModules.kernels().get(1);

        JsonNode kernel = status(oldest, newest).at("/kernels/0");

        assertEquals(newest, kernel.path("kernel").asText());
        Set<String> expected = Kmod.complaints(scratch, oldest, newest);
        assertFalse(expected.isEmpty());
        assertEquals(expected, complaints(kernel));
        for (JsonNode module : kernel.path("modules")) {
            String file = module.path("name").asText() + ".ko";
            assertEquals("weak-updates/" + file, module.path("path").asText());
            assertEquals(
                    "/usr/lib/modules/" + oldest + "/extra/" + file, module.path("file").asText());
        }
    }

    /** What status says of a root in which modules are built for the one kernel only. */
    private JsonNode status(String builtFor, String other) throws IOException {
        InstallRoot root = RealModules.installAsRhelDoes(scratch.resolve("rhel"));
        EnforcedHost.writeWithPluginTo(root.directory());
        for (String kernel : new TreeSet<>(List.of(builtFor, other))) {
            Files.createFile(root.directory().resolve("usr/lib/modules/" + kernel + "/vmlinuz"));
            if (!kernel.equals(builtFor)) {
                RealModules.deleteTree(
                        root.directory().resolve("usr/lib/modules/" + kernel + "/extra"));
            }
        }
        ProcessRunner.Result result =
                new ProcessRunner()
                        .run(
                                List.of(
                                        Path.of("scripts/kernelpin").toAbsolutePath().toString(),
                                        "status",
                                        "--root",
                                        root.directory().toString(),
                                        "--format=json"),
                                "",
                                TIMEOUT);
        assertEquals(0, result.exitStatus(), result.output());
        return new ObjectMapper().readTree(result.output());
    }

    /** In depmod's words. */
    private static Set<String> complaints(JsonNode kernel) {
        Set<String> complaints = new TreeSet<>();
        for (JsonNode module : kernel.path("modules")) {
            String name = module.path("name").asText();
            for (JsonNode symbol : module.path("missing")) {
                complaints.add(name + " needs unknown symbol " + symbol.asText());
            }
            for (JsonNode symbol : module.path("changed")) {
                complaints.add(
                        name
                                + " disagrees about version of symbol "
                                + symbol.path("symbol").asText());
            }
        }
        return complaints;
    }
}
