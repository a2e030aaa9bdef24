package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A jar that nobody meant to ship, or that is not what its publisher made, ends the build. Maven
 * reads this source tree's {@code pom.xml} and {@code .mvn} in a directory of their own.
 */
final class StrangeJarsIT {

    private static final String XZ = "org/tukaani/xz";

    private final Path scratch = DnfHost.TARGET.resolve("strange-jars");

    @BeforeEach
    void copyTheBuild() throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        DnfHost.check(DnfHost.program("cp", "-r", "pom.xml", ".mvn", scratch.toString()));
    }

    /** JUnit's own temporary directories warn of each link in them. */
    @AfterEach
    void clear() throws IOException, InterruptedException {
        DnfHost.check(DnfHost.program("rm", "-rf", scratch.toString()));
    }

    /** A library of the tests becomes one of the program. */
    @Test
    void aJarThatIsNotOnTheAllowListIsNamed() throws IOException, InterruptedException {
        Path pom = scratch.resolve("pom.xml");
        String before = Files.readString(pom);
        Files.writeString(
                pom,
                before.replaceFirst(
                        "(<artifactId>asm</artifactId>\\s+<version>.+</version>\\s+)<scope>test</scope>",
                        "$1"));

        DnfHost.Run run = maven("--offline", "enforcer:enforce@enforce-dependencies");

        assertEquals(1, run.status());
        assertTrue(
                run.out()
                        .replaceAll(":\\d[^ ]* <---", ":VERSION <---")
                        .contains(
                                """
                                [ERROR] A jar would ship that the allow-list in pom.xml does not name.
                                [ERROR] io.github.kernelpin:kernelpin:jar:%s
                                [ERROR]    org.ow2.asm:asm:jar:VERSION <--- banned via the exclude/include list
                                """
                                        .formatted(PackagedHost.version())),
                run.out());
    }

    @Test
    void aJarThatIsNotWhatItsChecksumSaysIsRefused() throws IOException, InterruptedException {
        Path jar = jarOnOffer();
        Files.writeString(checksum(jar), sha1(jar));
        byte[] content = Files.readAllBytes(jar);
        content[content.length / 2] ^= 1;
        Files.write(jar, content);

        assertRefused(
                "Checksum validation failed, expected %s but is %s"
                        .formatted(Files.readString(checksum(jar)), sha1(jar)));
    }

    @Test
    void aJarWithoutAChecksumIsRefused() throws IOException, InterruptedException {
        Files.deleteIfExists(checksum(jarOnOffer()));

        assertRefused("Checksum validation failed, no checksums available");
    }

    private void assertRefused(String reason) throws IOException, InterruptedException {
        DnfHost.Run run =
                maven(
                        "--global-settings=" + scratch.resolve("settings.xml"),
                        "--settings=" + scratch.resolve("settings.xml"),
                        "-Dmaven.repo.local=" + scratch.resolve("local"),
                        "dependency:copy-dependencies@collect-runtime-jars");

        assertEquals(1, run.status());
        assertTrue(
                run.out()
                        .contains(
                                "Could not transfer artifact org.tukaani:xz:jar:%s from/to mirror (%s): %s"
                                        .formatted(
                                                version(),
                                                "file://" + scratch.resolve("mirror"),
                                                reason)),
                run.out());
    }

    /** A repository that offers one jar, and another that has all else. */
    private Path jarOnOffer() throws IOException, InterruptedException {
        String repository = System.getProperty("localRepository");
        Path local = scratch.resolve("local");
        Path offered = scratch.resolve("mirror").resolve(XZ);
        DnfHost.check(DnfHost.program("cp", "-rs", repository, local.toString()));
        // Where these files are said to come from, nothing could be had.
        DnfHost.check(
                DnfHost.program(
                        "find", local.toString(), "-name", "_remote.repositories", "-delete"));
        Files.createDirectories(offered.getParent());
        DnfHost.check(
                DnfHost.program("cp", "-rL", local.resolve(XZ).toString(), offered.toString()));
        DnfHost.check(DnfHost.program("rm", "-r", local.resolve(XZ).toString()));
        Path directory = offered.resolve(version());
        Path pom = directory.resolve("xz-" + version() + ".pom");
        Files.writeString(checksum(pom), sha1(pom));
        Files.writeString(
                scratch.resolve("settings.xml"),
                """
                <settings>
                  <mirrors>
                    <mirror><id>mirror</id><mirrorOf>*</mirrorOf><url>file://%s</url></mirror>
                  </mirrors>
                </settings>
                """
                        .formatted(scratch.resolve("mirror")));
        return directory.resolve("xz-" + version() + ".jar");
    }

    private static String version() throws IOException {
        return Files.readString(Path.of("pom.xml"))
                .replaceFirst("(?s).*<xz.version>(.*)</xz.version>.*", "$1");
    }

    private static Path checksum(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha1");
    }

    private static String sha1(Path file) throws IOException, InterruptedException {
        DnfHost.Run run = DnfHost.program("sha1sum", file.toString());
        DnfHost.check(run);
        return run.out().substring(0, run.out().indexOf(' '));
    }

    private DnfHost.Run maven(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "mvn",
                                "--batch-mode",
                                "--quiet",
                                "--file=" + scratch.resolve("pom.xml")));
        command.addAll(List.of(arguments));
        return DnfHost.run(command, "");
    }
}
