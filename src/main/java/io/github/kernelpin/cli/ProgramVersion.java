package io.github.kernelpin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version in pom.xml, which Maven copies into the jar. */
final class ProgramVersion implements IVersionProvider {

    private static final String RESOURCE = "/io/github/kernelpin/version.txt";

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from kernelpin's jar");
            }
            String version = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new String[] {"kernelpin " + version};
        }
    }
}
