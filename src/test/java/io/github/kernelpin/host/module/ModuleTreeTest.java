package io.github.kernelpin.host.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.host.file.InstallRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModuleTreeTest {

    private static final String KERNEL = "4.18.0-305.el8.x86_64";

    @TempDir private Path root;
    private Path kernel = Path.of("");

    @BeforeEach
    void makeAKernelWithModules() throws IOException {
        kernel = root.resolve("lib/modules/" + KERNEL);
        module(kernel.resolve("extra/drbd.ko"));
        module(kernel.resolve("kernel/fs/xfs.ko.xz"));
        module(kernel.resolve("build/made.ko"));
        module(kernel.resolve("extra/source/made.ko"));
        module(root.resolve("lib/modules/4.18.0-348.el8.x86_64/extra/other.ko"));
    }

    @Test
    void directoriesToBuildInArePassedOverAtAnyDepth() throws IOException {
        assertEquals(List.of("extra/drbd.ko"), outOfTree());
    }

    @Test
    void linksThatGoRoundInCirclesAddNothing() throws IOException {
        link("extra/loop", ".");
        link("extra/loop2", "../..");
        link("extra/a", "b");
        link("extra/b", "a");
        link("above", "../../..");
        link("modules", "..");
        link("self", ".");

        assertEquals(List.of("extra/drbd.ko"), outOfTree());
    }

    @Test
    void modulesBehindALinkToADirectoryAreFound() throws IOException {
        module(root.resolve("opt/vendor/fast/nic.ko"));
        link("updates", "../../../opt/vendor");
        Files.createSymbolicLink(root.resolve("opt/vendor/again"), Path.of("fast"));
        link("aaa", "extra");

        assertEquals(List.of("extra/drbd.ko", "updates/fast/nic.ko"), outOfTree());
    }

    @Test
    void aLinkToALargeTreeIsNoFailure() throws IOException {
        module(root.resolve("opt/" + "deep/".repeat(20) + "a.ko"));
        link("opt", "../../../opt");

        assertEquals(List.of("extra/drbd.ko"), outOfTree());
    }

    @Test
    void modulesThatComeWithAKernelAreFoundByName() throws IOException {
        link("kernel/fs/loop", "..");

        assertEquals(
                List.of("kernel/fs/xfs.ko.xz"),
                new ModuleTree(new InstallRoot(root)).inTree(KERNEL, Set.of("xfs")));
    }

    private List<String> outOfTree() throws IOException {
        return new ModuleTree(new InstallRoot(root)).outOfTree(KERNEL);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(kernel.resolve(name), Path.of(target));
    }

    private static void module(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
