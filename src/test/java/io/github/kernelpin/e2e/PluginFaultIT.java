package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.HostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever fails inside the plugin, the real dnf's hooks stop the kernel and nothing else. */
@Execution(ExecutionMode.CONCURRENT)
final class PluginFaultIT {

    private static final String REFUSES_WITHOUT_A_JVM =
            """
            #!/bin/sh
            exec sed -n 's/.*"id": "\\([0-9a-f]*\\)".*/{"schema": 2, "request": "\\1", "verdict": "refuse", "message": "no"}/p;q3'
            """;

    @Test
    void aFaultAnywhereInThePluginKeepsTheKernelOutAndNothingElse()
            throws IOException, InterruptedException {
        DnfHost.prepare();
        DnfHost host = DnfHost.copyOf("base", "faults-in-the-plugin");
        host.configure(List.of("baseos-8.5"), "");
        host.write(
                "etc/kernelpin/pins.d/drbd.toml",
                Files.readString(Path.of("src/test/resources/e2e/pins/drbd.toml")));
        host.write(new HostFile("kernelpin", REFUSES_WITHOUT_A_JVM, ""));

        DnfHost.Run run =
                DnfHost.program(
                        "/usr/bin/python3",
                        "src/test/python/inject_faults.py",
                        host.root().toString(),
                        "tzdata");

        assertTrue(run.out().endsWith(" faults injected, 0 of them wrong\n"), run.out());
        assertEquals("", run.err());
        assertEquals(0, run.status());
    }
}
