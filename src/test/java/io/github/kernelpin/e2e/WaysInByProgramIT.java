package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Programs that use dnf: kernels are refused there too, and their operators are told why. */
@Execution(ExecutionMode.CONCURRENT)
final class WaysInByProgramIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The Python that dnf is installed for, which may not be the first in PATH. */
    private static final String PYTHON = "/usr/bin/python3";

    @BeforeAll
    static void buildPackagesAndHost() throws IOException, InterruptedException {
        DnfHost.prepare();
    }

    @Test
    void ansibleFailsWithTheWholeMessage() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("ansible", "baseos-8.5");

        for (List<String> options : List.of(List.<String>of(), List.of("--check"))) {
            DnfHost.Run run = ansible(host, options);

            assertEquals(2, run.status(), run.err());
            String head = "localhost | FAILED! => ";
            // Ansible 2.19 says it all for people as well, and first.
            int start = run.out().indexOf(head);
            assertTrue(start >= 0, run.out());
            assertSays(host, whole(run.out().substring(start + head.length())));
            assertEquals(Set.of(), host.changes());
        }
    }

    @Test
    void ansibleInstallsTheRestWithTheArgumentThatTheRefusalGives()
            throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("ansible-excludes", "baseos-8.5");

        DnfHost.Run run =
                ansibleModule(arguments(host, "*").put("exclude", Refusal.KERNEL_PACKAGES));

        assertEquals(0, run.status(), run.out());
        assertTrue(whole(run.out()).path("changed").asBoolean(), run.out());
        assertTrue(host.changes().containsAll(PinnedHost.CURL));
        assertFalse(host.changes().contains("+kernel-core-4.18.0-348.el8.x86_64"));
    }

    @Test
    void ansibleGetsNothingButItsJson() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("ansible-json", "baseos-8.5");

        DnfHost.Run refused = ansibleModule(host, "*");
        assertEquals("", refused.err());
        assertEquals(1, refused.status());
        assertTrue(whole(refused.out()).path("failed").asBoolean(), refused.out());
        assertSays(host, whole(refused.out()));
        assertEquals(Set.of(), host.changes());
        host.forgetJvm();

        DnfHost.Run ordinary = ansibleModule(host, "curl");
        assertTrue(whole(ordinary.out()).path("changed").asBoolean(), ordinary.out());
        host.assertUpgradesCurl(ordinary);
    }

    @Test
    void ansibleWarnsOfWhatIsHeldBackAndChangesNothingTheSecondTime()
            throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("ansible-holds", "baseos-8.5");
        host.hold();

        DnfHost.Run checked = ansible(host, List.of("--check"));
        assertEquals(0, checked.status(), checked.out());
        assertEquals(Set.of(), host.changes());

        JsonNode first = whole(ansibleModule(host, "*").out());
        assertTrue(first.path("changed").asBoolean(), first.toString());
        assertEquals(1, first.path("warnings").size(), first.toString());
        assertTrue(
                warningOf(first)
                        .startsWith(
                                "kernelpin: held back, the rest goes ahead: kernel 4.18.0-348.el8\n"),
                first.toString());
        assertTrue(host.changes().containsAll(PinnedHost.CURL));
        assertFalse(host.changes().contains("+kernel-core-4.18.0-348.el8.x86_64"));

        JsonNode second = whole(ansibleModule(host, "*").out());
        assertFalse(second.path("changed").asBoolean(), second.toString());
        assertEquals(
                "kernelpin: held back, nothing else to do: kernel 4.18.0-348.el8 (pin drbd)",
                warningOf(second));

        JsonNode named = whole(ansibleModule(host, "kernel-4.18.0-348.el8").out());
        assertTrue(named.path("failed").asBoolean(), named.toString());
    }

    /** From ansible-core 2.19 on a warning has parts. */
    private static String warningOf(JsonNode result) {
        JsonNode warning = result.path("warnings").path(0);
        return warning.isTextual() ? warning.asText() : warning.path("event").path("msg").asText();
    }

    @Test
    void aProgramGetsTheRest() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("program-holds", "baseos-8.5");
        host.hold();

        DnfHost.Run run = program(host, "upgrade");

        assertTrue(
                run.err()
                        .contains(
                                "kernelpin: held back, the rest goes ahead: kernel 4.18.0-348.el8\n"),
                run.err());
        assertEquals(0, run.status());
        assertTrue(host.changes().containsAll(PinnedHost.CURL));
        assertFalse(host.changes().contains("+kernel-core-4.18.0-348.el8.x86_64"));
        assertEquals(1, program(host, "upgrade", "kernel-4.18.0-348.el8").status());
    }

    @Test
    void ansibleDoesNotTakeAReasonForItsOwnWords() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("ansible-reason", "baseos-8.5");
        host.write(
                "etc/kernelpin/pins.d/drbd.toml",
                """
                [[pin]]
                id = "drbd"
                kernel = "rhel:8.4"
                reason = "what is already installed works"
                """);

        DnfHost.Run run = ansibleModule(host, "*");

        assertEquals(1, run.status(), run.out());
        assertTrue(whole(run.out()).path("failed").asBoolean(), run.out());
        assertEquals(Set.of(), host.changes());
    }

    @Test
    void aProgramIsRefusedByAnErrorOfDnf() throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("api", "baseos-8.5");

        DnfHost.Run run = program(host, "upgrade");

        host.assertRefuses(Refusal.ofUpgradeByProgram("baseos-8.5"), run);
        host.assertUpgradesCurl(program(host, "upgrade", "curl"));
    }

    @Test
    void aProgramThatGoesOnAfterTheRefusalIsRefusedAgain()
            throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("api-persistent", "baseos-8.5");

        DnfHost.Run run = program(host, "persist");

        assertEquals("it goes on after an Error\n", run.out());
        host.assertRefuses(Refusal.ofUpgradeByProgram("baseos-8.5"), run);
    }

    @Test
    void whatIsRefusedDoesNotRunWithTheNextTransactionOfAProgram()
            throws IOException, InterruptedException {
        PinnedHost host = PinnedHost.named("api-onward", "baseos-8.5");

        DnfHost.Run run = program(host, "onward", "curl");

        assertEquals(
                "it goes on after an Error\nit goes on after an Error\n", run.out(), run.err());
        assertEquals(0, run.status(), run.err());
        assertEquals(PinnedHost.CURL, host.changes());
    }

    /** Runs Ansible, which upgrades everything. */
    private static DnfHost.Run ansible(PinnedHost host, List<String> options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of("env", "ANSIBLE_HOME=" + DnfHost.TARGET.resolve("ansible")));
        command.addAll(List.of("ansible", "localhost", "--connection=local"));
        command.add("--extra-vars=ansible_python_interpreter=" + PYTHON);
        // Where dnf is not the system's own package manager, newer ones have to be told which it
        // is.
        command.add("--extra-vars={\"ansible_facts\": {\"pkg_mgr\": \"dnf4\"}}");
        command.add("--module-name=dnf");
        command.add("--args=" + JSON.writeValueAsString(arguments(host, "*")));
        command.addAll(options);
        return DnfHost.run(command, "");
    }

    /** Runs Ansible's module for dnf as Ansible does. */
    private static DnfHost.Run ansibleModule(PinnedHost host, String name)
            throws IOException, InterruptedException {
        return ansibleModule(arguments(host, name));
    }

    private static DnfHost.Run ansibleModule(ObjectNode arguments)
            throws IOException, InterruptedException {
        JsonNode input = JSON.createObjectNode().set("ANSIBLE_MODULE_ARGS", arguments);
        return DnfHost.run(List.of(PYTHON, "-m", "ansible.modules.dnf"), input.toString());
    }

    /** Its option installroot is about packages alone. */
    private static ObjectNode arguments(PinnedHost host, String name) throws IOException {
        Path root = host.root();
        String configuration = root + "/etc/dnf/ansible.conf";
        host.write(
                "etc/dnf/ansible.conf",
                Files.readString(root.resolve("etc/dnf/dnf.conf"))
                        + ("reposdir=" + root + "/etc/yum.repos.d\n")
                        + ("cachedir=" + root + "/var/cache/dnf\n")
                        + ("persistdir=" + root + "/var/lib/dnf\n")
                        + ("logdir=" + root + "/var/log\n"));
        return JSON.createObjectNode()
                .put("name", name)
                .put("state", "latest")
                .put("installroot", root.toString())
                .put("conf_file", configuration)
                .put("disable_gpg_check", true);
    }

    private static void assertSays(PinnedHost host, JsonNode result) {
        assertEquals(
                "Unknown Error occurred: " + Refusal.ofUpgradeByAnsible("baseos-8.5"),
                host.readable(result.path("msg").asText()));
    }

    /** A text that is JSON from its first character to its last. */
    private static JsonNode whole(String json) throws IOException {
        return JSON.readerFor(JsonNode.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValue(json);
    }

    private static DnfHost.Run program(PinnedHost host, String... words)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(PYTHON, "src/test/python/use_dnf.py", host.root().toString()));
        command.addAll(List.of(words));
        return DnfHost.run(command, "");
    }
}
