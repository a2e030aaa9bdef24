package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code scripts/build-rpm --sign} with a key of gpg's that lives as long as the test. What Maven
 * has built is taken as it is.
 */
final class SignedPackagesIT {

    private static final String KEY = "packager@kernelpin.invalid";
    private static final String EXPIRED = "retired@kernelpin.invalid";

    /** What comes before the signature in an RPM, and before the entries of a header in it. */
    private static final int LEAD_BYTES = 96;

    private static final int HEADER_START_BYTES = 16;
    private static final int INDEX_ENTRY_BYTES = 16;

    /** Of a short name, as the socket of gpg's agent is in it. */
    private static Path home = Path.of("");

    private static Path signed = Path.of("");
    private static Path unsigned = Path.of("");

    @BeforeAll
    static void buildPackages() throws IOException, InterruptedException {
        home = Files.createTempDirectory("gpg");
        signed = home.resolve("signed");
        unsigned = home.resolve("unsigned");
        DnfHost.check(gpg("--quick-generate-key", "A packager <" + KEY + ">", "rsa3072", "sign"));
        DnfHost.check(
                gpg(
                        "--faked-system-time=20200101T000000",
                        "--quick-generate-key",
                        "A packager no more <" + EXPIRED + ">",
                        "rsa3072",
                        "sign",
                        "1d"));
        DnfHost.check(buildRpm("--sign", KEY, signed.toString()));
        DnfHost.check(buildRpm(unsigned.toString()));
    }

    @AfterAll
    static void endTheAgent() throws IOException, InterruptedException {
        DnfHost.check(DnfHost.program("gpgconf", "--homedir=" + home, "--kill", "all"));
        DnfHost.check(DnfHost.program("rm", "-rf", home.toString()));
    }

    @Test
    void signedPackagesVerifyWithTheKeyAlone() throws IOException, InterruptedException {
        Path keys = keysWith(KEY);
        List<Path> packages = packages(signed);

        assertEquals(3, packages.size());
        for (Path rpm : packages) {
            assertEquals(
                    new DnfHost.Run(0, rpm + ": digests signatures OK\n", ""), verify(keys, rpm));
        }
        Path nothing = Files.createDirectory(home.resolve("no-keys"));
        assertEquals(
                packages.get(0) + ": digests SIGNATURES NOT OK\n",
                verify(nothing, packages.get(0)).out());
    }

    @Test
    void anAlteredPackageDoesNotVerify() throws IOException, InterruptedException {
        Path keys = keysWith(EXPIRED, KEY);
        for (Path rpm : packages(signed)) {
            byte[] content = Files.readAllBytes(rpm);
            content[content.length - 100] ^= 1;
            Path altered = Files.write(home.resolve("altered.rpm"), content);

            DnfHost.Run run = verify(keys, altered);

            assertEquals(1, run.status(), run.out());
            assertTrue(run.out().startsWith(altered + ": DIGESTS "), run.out());
            assertTrue(run.out().endsWith(" NOT OK\n"), run.out());
        }
    }

    /** Somebody who can change a package can make new digests for it, but no signature. */
    @Test
    void aPackageThatSomebodyElseHasMadeDoesNotVerify() throws IOException, InterruptedException {
        Path other = Files.createDirectory(home.resolve("other"));
        Path rpm = other.resolve("kernelpin.rpm");
        Files.copy(packages(signed).get(0), rpm);
        Path keys = keysWith(KEY);
        DnfHost.check(
                gpg("--quick-generate-key", "Somebody else <else@kernelpin.invalid>", "rsa3072"));
        DnfHost.check(
                inHome(
                        "rpmsign",
                        "--define",
                        "__gpg /usr/bin/gpg",
                        "--define",
                        "_gpg_name else@kernelpin.invalid",
                        "--resign",
                        rpm.toString()));

        assertEquals(rpm + ": digests SIGNATURES NOT OK\n", verify(keys, rpm).out());
    }

    @Test
    void signingChangesTheSignatureAndNothingElse() throws IOException {
        List<Path> packages = packages(unsigned);

        assertEquals(3, packages.size());
        for (Path rpm : packages) {
            assertArrayEquals(
                    behindSignature(rpm),
                    behindSignature(signed.resolve(rpm.getFileName())),
                    rpm.toString());
        }
    }

    @Test
    void aKeyThatDoesNotExistIsToldBeforeAnythingIsBuilt()
            throws IOException, InterruptedException {
        Path target = home.resolve("never");

        assertEquals(
                new DnfHost.Run(
                        1,
                        "",
                        "build-rpm: gpg has no secret key nobody@kernelpin.invalid:"
                                + " gpg --list-secret-keys shows those that it has\n"),
                buildRpm("--sign", "nobody@kernelpin.invalid", target.toString()));
        assertFalse(Files.exists(target));
    }

    @Test
    void aKeyThatHasExpiredIsToldBeforeAnythingIsBuilt() throws IOException, InterruptedException {
        Path target = home.resolve("never");

        DnfHost.Run run = buildRpm("--sign", EXPIRED, target.toString());

        assertEquals(1, run.status());
        assertTrue(
                run.err().endsWith("build-rpm: gpg cannot sign with the key " + EXPIRED + "\n"),
                run.err());
        assertFalse(Files.exists(target));
    }

    @Test
    void signTakesAKey() throws IOException, InterruptedException {
        DnfHost.Run usage =
                new DnfHost.Run(
                        2, "", "usage: build-rpm [--sign KEY] [DIR [RPMBUILD-OPTION]...]\n");

        assertEquals(usage, buildRpm("--sign"));
        assertEquals(usage, buildRpm("--sign", ""));
        assertEquals(usage, buildRpm("--sgin", KEY));
    }

    /** The header of the package, and its files. */
    private static byte[] behindSignature(Path rpm) throws IOException {
        byte[] content = Files.readAllBytes(rpm);
        ByteBuffer header = ByteBuffer.wrap(content);
        int entries = header.getInt(LEAD_BYTES + 8);
        int bytes = header.getInt(LEAD_BYTES + 12);
        int end = LEAD_BYTES + HEADER_START_BYTES + entries * INDEX_ENTRY_BYTES + bytes;
        return Arrays.copyOfRange(content, (end + 7) / 8 * 8, content.length);
    }

    /** A database of rpm's that has these public keys. */
    private static Path keysWith(String... keys) throws IOException, InterruptedException {
        Path database = Files.createTempDirectory(home, "keys");
        for (String key : keys) {
            Path file = database.resolve(key + ".asc");
            DnfHost.check(gpg("--armor", "--output=" + file, "--export", key));
            DnfHost.check(
                    DnfHost.program(
                            "rpmkeys",
                            "--define",
                            "_dbpath " + database,
                            "--import",
                            file.toString()));
        }
        return database;
    }

    private static DnfHost.Run verify(Path keys, Path rpm)
            throws IOException, InterruptedException {
        return DnfHost.program("rpm", "--define", "_dbpath " + keys, "-K", rpm.toString());
    }

    private static List<Path> packages(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static DnfHost.Run buildRpm(String... arguments)
            throws IOException, InterruptedException {
        return inHome("scripts/build-rpm", arguments);
    }

    private static DnfHost.Run gpg(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("--batch", "--passphrase", ""));
        words.addAll(List.of(arguments));
        return inHome("gpg", words.toArray(new String[0]));
    }

    private static DnfHost.Run inHome(String program, String... arguments)
            throws IOException, InterruptedException {
        String tools = Path.of("src/test/rpm/bin").toAbsolutePath().toString();
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        "env",
                        "HOME=" + home,
                        "GNUPGHOME=" + home,
                        "PATH=" + tools + ":" + System.getenv("PATH"),
                        program));
        command.addAll(List.of(arguments));
        return DnfHost.run(command, "");
    }
}
