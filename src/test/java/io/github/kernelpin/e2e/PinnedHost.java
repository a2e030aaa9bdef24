package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.Resources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A host whose DRBD is pinned to RHEL 8.4, and what has changed on it since. */
final class PinnedHost {

    /** What an upgrade of curl changes, which no pin is about. */
    static final Set<String> CURL =
            Set.of(
                    "+curl-1.0-2.el8.noarch",
                    "+openssl-libs-1.0-2.el8.noarch",
                    "-curl-1.0-1.el8.noarch",
                    "-openssl-libs-1.0-1.el8.noarch");

    private final DnfHost host;
    private SortedSet<String> before = new TreeSet<>();

    private PinnedHost(DnfHost host) {
        this.host = host;
    }

    /** A host as tests start from it. */
    static PinnedHost named(String name, String... repositories)
            throws IOException, InterruptedException {
        PinnedHost host = notYetPinned(name, "", repositories);
        host.pin();
        return host;
    }

    /** A host on which a test makes a state of its own before it calls {@link #pin}. */
    static PinnedHost notYetPinned(String name, String options, String... repositories)
            throws IOException, InterruptedException {
        DnfHost host = DnfHost.copyOf("base", "ways-" + name);
        host.configure(List.of(repositories), options);
        return new PinnedHost(host);
    }

    void pin() throws IOException, InterruptedException {
        host.write("etc/kernelpin/pins.d/drbd.toml", Resources.text("e2e/pins/drbd.toml"));
        before = host.installed();
    }

    /** Has every pin hold that does not say what it does. */
    void hold() throws IOException {
        host.configurePlugin("action = hold\n");
    }

    /** What is asserted of kernelpin from here on is about what is yet to come. */
    void forgetJvm() throws IOException {
        host.forgetJvm();
    }

    Path root() {
        return host.root();
    }

    /** Runs dnf, which answers yes. */
    DnfHost.Run dnf(String words) throws IOException, InterruptedException {
        return dnf(words, "");
    }

    DnfHost.Run dnf(String words, String input) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(Arrays.asList(words.split(" ", -1)));
        all.add("-y");
        return host.dnf(all, input);
    }

    /** Runs dnf out of a snippet of shell, to which its command is {@code "$@"}. */
    DnfHost.Run dnfIn(String snippet, String words) throws IOException, InterruptedException {
        return host.dnfIn(snippet, words + " -y");
    }

    /** Runs dnf without the plugin, to get to a state that it would not let in. */
    void arrange(String words) throws IOException, InterruptedException {
        DnfHost.check(dnf(words + " --disableplugin=kernelpin"));
    }

    void write(String path, String content) throws IOException {
        host.write(path, content);
    }

    /** What has come (+) and gone (-) since the host was pinned. */
    Set<String> changes() throws IOException, InterruptedException {
        Set<String> changes = new TreeSet<>();
        SortedSet<String> after = host.installed();
        before.stream().filter(each -> !after.contains(each)).forEach(e -> changes.add("-" + e));
        after.stream().filter(each -> !before.contains(each)).forEach(e -> changes.add("+" + e));
        return changes;
    }

    /** dnf has been told this and has said nothing else, and rpm knows of nothing new. */
    void assertRefuses(String message, DnfHost.Run run) throws IOException, InterruptedException {
        assertEquals("Error: " + message + "\n", readable(run.err()));
        assertEquals(1, run.status(), run.out());
        assertEquals(Set.of(), changes());
        assertTrue(host.forgetJvm(), "kernelpin was asked");
    }

    /** An ordinary transaction has gone through, and nobody was asked. */
    void assertUpgradesCurl(DnfHost.Run run) throws IOException, InterruptedException {
        assertEquals(0, run.status(), run.out() + run.err());
        assertEquals(CURL, changes());
        assertFalse(host.forgetJvm(), "kernelpin was asked");
    }

    /** A text with the paths of this machine. */
    String inPlace(String text) {
        return host.inPlace(text);
    }

    /** A text without what differs between machines, above all where commands are broken. */
    String readable(String text) {
        return host.anonymous(text).replace(" \\\n        ", " ");
    }
}
