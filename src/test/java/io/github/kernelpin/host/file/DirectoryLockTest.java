package io.github.kernelpin.host.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ChangesAtOnceIT has processes that want the same lock. */
final class DirectoryLockTest {

    @TempDir private Path directory;

    @Test
    void theFileIsPrivateAndEmptyAndCanBeLockedAgain() throws IOException {
        for (int i = 0; i < 2; i++) {
            DirectoryLock.of(directory, "pins.d").close();
        }
        Path file = directory.resolve(".kernelpin.lock");
        assertEquals("", Files.readString(file));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside"), "kept");
        Files.createSymbolicLink(directory.resolve(".kernelpin.lock"), outside);

        assertEquals(
                "pins.d/.kernelpin.lock: expected the regular file of a lock: remove it",
                refusal());
        assertEquals("kept", Files.readString(outside));
    }

    @Test
    void aLinkToNowhereMakesNoFileElsewhere() throws IOException {
        Path outside = directory.resolve("outside");
        Files.createSymbolicLink(directory.resolve(".kernelpin.lock"), outside);

        assertEquals(
                "pins.d/.kernelpin.lock: expected the regular file of a lock: remove it",
                refusal());
        assertEquals(false, Files.exists(outside));
    }

    @Test
    void aPipeInItsPlaceIsNotWaitedFor() throws IOException, InterruptedException {
        Path pipe = directory.resolve(".kernelpin.lock");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        assertEquals(
                "pins.d/.kernelpin.lock: expected the regular file of a lock: remove it",
                refusal());
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(IOException.class, () -> DirectoryLock.of(directory, "pins.d"))
                        .getMessage());
    }
}
