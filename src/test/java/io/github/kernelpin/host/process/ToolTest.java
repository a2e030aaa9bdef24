package io.github.kernelpin.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a program that is missing. */
final class ToolTest {

    @TempDir private Path directory = Path.of("");

    @Test
    void aMissingProgramIsNamedWithItsPackage() {
        Path program = directory.resolve("rpmbuild");
        assertEquals(
                "there is no " + program + ", which a guard needs: install rpm-build",
                assertThrows(IOException.class, () -> Tool.check("a guard", program, "rpm-build"))
                        .getMessage());
    }
}
