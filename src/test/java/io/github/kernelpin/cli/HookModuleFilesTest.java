package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelpin.HostFile;
import io.github.kernelpin.ModuleFixture;
import io.github.kernelpin.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hook asks about modules that no package owns, and what it makes of the answer. */
final class HookModuleFilesTest {

    private static final String OLD = "4.18.0-305.el8.x86_64";
    private static final String NEW = "4.18.0-305.25.1.el8_4.x86_64";
    private static final String DIRECTORY = "lib/modules/" + OLD + "/";

    private static final String PIN =
            """
            [[pin]]
            id = "npreal2"
            kernel = "rhel:8.4"

            [[pin.module]]
            name = "npreal2"
            """;

    @TempDir private Path root = Path.of("");

    @BeforeEach
    void writePin() throws IOException {
        pin(PIN);
    }

    @Test
    void whyAFileCannotBeReadIsPartOfTheQuestion() throws IOException {
        new HostFile(DIRECTORY + "extra/npreal2.ko", "<html>404</html>", "").writeTo(root);

        assertEquals(
                new CommandRun(
                        ExitCode.ASKS,
                        "{\"schema\":2,\"request\":\"7\",\"verdict\":\"ask\",\"message\":\"\","
                                + "\"module_files\":[{\"name\":\"npreal2\",\"path\":\"/lib/modules/"
                                + "4.18.0-305.el8.x86_64/extra/npreal2.ko\",\"version\":\"\","
                                + "\"vermagic\":\"\",\"problem\":\"not an ELF object\","
                                + "\"requires\":[]}]}\n",
                        ""),
                hook(incomingKernel(), ""));
    }

    @Test
    void aFileThatNoKernelTakesIsToldLikeOneThatCannotBeRead() throws IOException {
        assertProblem(
                "not a kernel module: no symbol table (stripped?)",
                ModuleFixture.builtFor(OLD).needs("a", 1).without(".symtab"));
        assertProblem(
                "not a kernel module: no section .gnu.linkonce.this_module",
                ModuleFixture.builtFor(OLD).without(".gnu.linkonce.this_module"));
        assertProblem(
                "not a kernel module: built for s390x, not for x86_64",
                ModuleFixture.builtFor(OLD).machine(22));
    }

    private void assertProblem(String problem, ModuleFixture module) throws IOException {
        module.writeTo(root.resolve(DIRECTORY + "extra/npreal2.ko"));
        String asked = hook(incomingKernel(), "").out();
        assertTrue(asked.contains("\"problem\":\"" + problem + "\""), asked);
    }

    @Test
    void aFileThatCannotBeReadIsAboutThatModuleAlone() throws IOException {
        String file =
                "{\"name\": \"npreal2\", \"path\":"
                        + " \"/lib/modules/4.18.0-305.el8.x86_64/extra/npreal2.ko\", \"problem\":"
                        + " \"not an ELF object\"}";
        CommandRun refused = hook(incomingKernel(), "\"module_files\": [" + file + "], ");
        assertEquals(ExitCode.REFUSED, refused.exitCode(), refused.err());
        assertTrue(
                refused.out()
                        .contains(
                                "may not load npreal2.ko of 4.18.0-305.el8.x86_64: it cannot be"
                                        + " read: not an ELF object"),
                refused.out());
        pin(PIN + "symbols = \"warn\"\n");
        CommandRun warned = hook(incomingKernel(), "\"module_files\": [" + file + "], ");
        assertEquals(ExitCode.OK, warned.exitCode(), warned.out());
        assertTrue(warned.out().contains("\"severity\":\"warn\""), warned.out());
    }

    @Test
    void itAsksForWhatTheFileNeeds() throws IOException {
        module().info("version", "6.0").writeTo(root.resolve(DIRECTORY + "extra/npreal2.ko"));

        assertEquals(
                new CommandRun(
                        ExitCode.ASKS,
                        "{\"schema\":2,\"request\":\"7\",\"verdict\":\"ask\",\"message\":\"\","
                                + "\"module_files\":["
                                + file("/lib/modules/" + OLD + "/extra/npreal2.ko", "6.0")
                                + "]}\n",
                        ""),
                hook(incomingKernel(), ""));
    }

    @Test
    void noFileIsAnAnswerAsWell() {
        assertEquals(question(""), hook(incomingKernel(), ""));
    }

    @Test
    void itDoesNotAskAgain() {
        CommandRun run = hook(incomingKernel(), "\"module_files\": [], ");

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
    }

    @Test
    void itJudgesByTheAnswer() throws IOException {
        module().writeTo(root.resolve(DIRECTORY + "extra/npreal2.ko"));
        String files =
                new ObjectMapper()
                        .readTree(hook(incomingKernel(), "").out())
                        .path("module_files")
                        .toString();

        CommandRun run = hook(incomingKernel(), "\"module_files\": " + files + ", ");

        assertEquals(ExitCode.REFUSED, run.exitCode(), run.err());
        assertEquals(
                "npreal2.ko of 4.18.0-305.el8.x86_64 would not load: 1 of 2 symbols changed",
                new ObjectMapper().readTree(run.out()).at("/findings/0/message").asText());
    }

    @Test
    void itAsksForAKernelThatLeavesAsWell() {
        String removal = incomingKernel().replace("\"install\"", "\"remove\"");

        assertEquals(ExitCode.ASKS, hook(removal, "").exitCode());
    }

    @Test
    void itDoesNotAskForAKernelThatNoPinIsAbout() throws IOException {
        pin(PIN.replace("kernel =", "variant = \"rt\"\nkernel ="));

        assertEquals(ExitCode.OK, hook(incomingKernel(), "").exitCode());
    }

    @Test
    void itDoesNotAskIfSymbolsAreNotCompared() throws IOException {
        pin(PIN + "symbols = \"off\"\n");

        assertEquals(ExitCode.OK, hook(incomingKernel(), "").exitCode());
    }

    @Test
    void aFileThatWeakModulesHasLinkedIsOneFile() throws IOException {
        module().writeTo(root.resolve(DIRECTORY + "extra/npreal2.ko"));
        String target = "/lib/modules/" + OLD + "/extra/npreal2.ko";
        new HostFile("lib/modules/" + NEW + "/weak-updates/npreal2.ko", "", target).writeTo(root);

        assertEquals(question(file(target, "")), hook(incomingKernel(), ""));
    }

    @Test
    void aFileThatSomebodyElseHasLinkedIsThereForBothKernels() throws IOException {
        module().writeTo(root.resolve(DIRECTORY + "updates/npreal2.ko"));
        String target = "/lib/modules/" + OLD + "/updates/npreal2.ko";
        String link = "/lib/modules/" + NEW + "/updates/npreal2.ko";
        new HostFile(link.substring(1), "", target).writeTo(root);

        assertEquals(question(file(link, "") + "," + file(target, "")), hook(incomingKernel(), ""));
    }

    @Test
    void aLinkThatLeadsNowhereIsNoFile() throws IOException {
        new HostFile(DIRECTORY + "weak-updates/npreal2.ko", "", "/lib/modules/gone/npreal2.ko")
                .writeTo(root);

        assertEquals(question(""), hook(incomingKernel(), ""));
    }

    @Test
    void anInTreeModuleOfThatNameIsAnotherModule() throws IOException {
        module().info("intree", "Y").writeTo(root.resolve(DIRECTORY + "kernel/char/npreal2.ko"));

        assertEquals(question(""), hook(incomingKernel(), ""));
    }

    @Test
    void aModuleThatWasPutAmongThoseOfTheKernelIsFound() throws IOException {
        module().writeTo(root.resolve(DIRECTORY + "kernel/char/npreal2.ko"));

        assertEquals(
                question(file("/lib/modules/" + OLD + "/kernel/char/npreal2.ko", "")),
                hook(incomingKernel(), ""));
    }

    @Test
    void whatAnotherModuleProvidesIsNotExpectedOfTheKernel() throws IOException {
        module().needs("npreal_lock", 0x77)
                .info("depends", "npreal-common,usbcore")
                .writeTo(root.resolve(DIRECTORY + "extra/npreal2.ko"));
        ModuleFixture.builtFor(OLD)
                .exports("npreal_lock", 0x77)
                .writeTo(root.resolve(DIRECTORY + "extra/npreal_common.ko"));

        assertEquals(
                question(file("/lib/modules/" + OLD + "/extra/npreal2.ko", "", PROVIDED)),
                hook(incomingKernel(), ""));
    }

    @Test
    void whatAnotherModuleNeedsIsNeededAsWell() throws IOException {
        ModuleFixture.builtFor(OLD)
                .needs("npreal_lock", 0x77)
                .info("depends", "npreal-common")
                .writeTo(root.resolve(DIRECTORY + "extra/npreal2.ko"));
        module().exports("npreal_lock", 0x77)
                .writeTo(root.resolve(DIRECTORY + "extra/npreal_common.ko"));

        assertEquals(
                question(file("/lib/modules/" + OLD + "/extra/npreal2.ko", "", PROVIDED)),
                hook(incomingKernel(), ""));
    }

    @Test
    void whatAnotherModuleProvidesWithAnotherCrcIsNotProvided() throws IOException {
        ModuleFixture.builtFor(OLD)
                .needs("npreal_lock", 0x77)
                .info("depends", "npreal-common")
                .writeTo(root.resolve(DIRECTORY + "extra/npreal2.ko"));
        ModuleFixture.builtFor(OLD)
                .exports("npreal_lock", 0x78)
                .writeTo(root.resolve(DIRECTORY + "extra/npreal_common.ko"));

        assertEquals(
                question(
                        file("/lib/modules/" + OLD + "/extra/npreal2.ko", "")
                                .replaceAll(
                                        "\\[.*]",
                                        "[\"kernel(npreal_lock) = 0x77\"],"
                                                + "\"overridden\":[\"npreal_lock\"]")),
                hook(incomingKernel(), ""));
    }

    @Test
    void itWarnsWhereAnotherModuleMayReplaceWhatTheKernelHas() throws IOException {
        module().info("depends", "serial-core")
                .writeTo(root.resolve(DIRECTORY + "extra/npreal2.ko"));
        ModuleFixture.builtFor(OLD)
                .exports("tty_lock", 0x1e)
                .writeTo(root.resolve(DIRECTORY + "extra/serial_core.ko"));
        String kernel = incomingKernel().replace("0x2f", "0x1f");
        String files =
                new ObjectMapper().readTree(hook(kernel, "").out()).path("module_files").toString();

        CommandRun run = hook(kernel, "\"module_files\": " + files + ", ");

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        assertEquals(
                "may not load npreal2.ko of 4.18.0-305.el8.x86_64: another module exports tty_lock"
                        + " with another CRC than it needs",
                new ObjectMapper().readTree(run.out()).at("/findings/0/message").asText());
    }

    @Test
    void anotherPinnedModuleElsewhereHidesNone() throws IOException {
        pin(PIN + "[[pin.module]]\nname = \"other\"\n");
        module().writeTo(root.resolve(DIRECTORY + "kernel/char/npreal2.ko"));
        ModuleFixture.builtFor(OLD).writeTo(root.resolve(DIRECTORY + "extra/other.ko"));

        assertEquals(
                2,
                new ObjectMapper()
                        .readTree(hook(incomingKernel(), "").out())
                        .path("module_files")
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "misc/deep/", "build-of-mine/"})
    void aModuleIsFoundWhereverDepmodFindsIt(String directory) throws IOException {
        module().writeTo(root.resolve(DIRECTORY + directory + "npreal2.ko"));

        assertEquals(
                question(file("/lib/modules/" + OLD + "/" + directory + "npreal2.ko", "")),
                hook(incomingKernel(), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"build/", "source/"})
    void aModuleIsNotFoundWhereDepmodDoesNotLook(String directory) throws IOException {
        module().writeTo(root.resolve(DIRECTORY + directory + "npreal2.ko"));

        assertEquals(question(""), hook(incomingKernel(), ""));
    }

    @Test
    void aDirectoryThatIsALinkIsFollowedInsideTheRoot() throws IOException {
        module().writeTo(root.resolve("opt/drivers/npreal2.ko"));
        new HostFile(DIRECTORY + "extra", "", "/opt/drivers").writeTo(root);

        assertEquals(question(file("/opt/drivers/npreal2.ko", "")), hook(incomingKernel(), ""));
    }

    @Test
    void aBrokenBuildBesideAGoodOneIsPassedOver() throws IOException {
        new HostFile("lib/modules/4.18.0-240.el8.x86_64/extra/npreal2.ko", "", "").writeTo(root);
        module().writeTo(root.resolve(DIRECTORY + "extra/npreal2.ko"));

        assertEquals(
                question(file("/lib/modules/" + OLD + "/extra/npreal2.ko", "")),
                hook(incomingKernel(), ""));
    }

    private static ModuleFixture module() {
        return ModuleFixture.builtFor(OLD).needs("printk", 0xc5850110L).needs("tty_lock", 0x1fL);
    }

    private static final String PROVIDED = ",\"ksym(npreal_lock) = 0x77\"";

    private static String file(String path, String version) {
        return file(path, version, "");
    }

    /** One that needs what another out-of-tree module provides as well. */
    private static String file(String path, String version, String ofModules) {
        return "{\"name\":\"npreal2\",\"path\":\""
                + path
                + "\",\"version\":\""
                + version
                + "\",\"vermagic\":\"4.18.0-305.el8.x86_64 SMP mod_unload modversions \","
                + "\"requires\":[\"kernel(printk) = 0xc5850110\",\"kernel(tty_lock) = 0x1f\""
                + ofModules
                + "]}";
    }

    private static CommandRun question(String files) {
        return new CommandRun(
                ExitCode.ASKS,
                "{\"schema\":2,\"request\":\"7\",\"verdict\":\"ask\",\"message\":\"\","
                        + "\"module_files\":["
                        + files
                        + "]}\n",
                "");
    }

    private void pin(String text) throws IOException {
        Path pins = Files.createDirectories(root.resolve("etc/kernelpin/pins.d"));
        Files.writeString(pins.resolve("npreal2.toml"), text);
    }

    private static String incomingKernel() {
        return """
               "transaction": [{"action": "install", "replaces": [], "package": {
                   "name": "kernel-core", "epoch": 0, "version": "4.18.0",
                   "release": "305.25.1.el8_4", "arch": "x86_64", "repo": "baseos",
                   "provides": ["kernel(printk) = 0xc5850110", "kernel(tty_lock) = 0x2f"],
                   "requires": []}}]""";
    }

    private CommandRun hook(String transaction, String files) {
        return CommandRun.of(
                "{\"schema\": 2, \"id\": \"7\", \"root\": \""
                        + root
                        + "\", \"pins\": \""
                        + root
                        + "/etc/kernelpin/pins.d\", "
                        + files
                        + transaction
                        + "}",
                "hook");
    }
}
