package io.github.kernelpin.host.dnf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.host.file.InstallRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DnfAliasesTest {

    private static final String FILE =
            """
            [main]
            enabled = 1
            [aliases]
            dup = distro-sync
            # up = clean
            safe=upgrade --nobest
              -x kernel
            twice = dup --allowerasing
            loop = pool
            pool = loop
            quiet = -q
            own = \\own --best
            nothing =
            [other]
            upgrade = clean all
            """;

    @TempDir private Path root;

    @Test
    void withoutFilesNothingIsAnAlias() throws IOException {
        assertEquals(List.of("dup", "-y"), resolve("dup -y"));
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade x, upgrade x",
        "dup x, distro-sync x",
        "upgrade dup, upgrade dup",
        "safe --best x, upgrade --nobest -x kernel --best x",
        "twice, distro-sync --allowerasing",
        "--best dup x, distro-sync --best x",
        "--best upgrade, --best upgrade",
        "loop x, loop x",
        "quiet dup, distro-sync -q",
        "own x, own --best x",
        "nothing, nothing",
        "--best, --best",
    })
    void wordsAreResolvedAsDnfDoes(String arguments, String resolved) throws IOException {
        write("a.conf", FILE);

        assertEquals(List.of(resolved.split(" ", -1)), resolve(arguments));
    }

    @Test
    void theUsersFileComesLast() throws IOException {
        write("USER.conf", "[aliases]\nup = clean all\n");
        write("ZZZ.CONF", "[aliases]\nup = upgrade\nsync = distro-sync\n");
        write(".hidden.conf", "[aliases]\nsync = clean\n");
        write("sync.txt", "[aliases]\nsync = clean\n");

        assertEquals(List.of("clean", "all"), resolve("up"));
        assertEquals(List.of("distro-sync"), resolve("sync"));
    }

    @Test
    void aFileAndAllOfThemCanBeSwitchedOff() throws IOException {
        write("a.conf", "[main]\nenabled = no\n[aliases]\na = upgrade\n");
        write("b.conf", "[aliases]\nb = upgrade\n");
        assertEquals(List.of("a"), resolve("a"));
        assertEquals(List.of("upgrade"), resolve("b"));

        write("ALIASES.conf", "[main]\nenabled = 0\n[aliases]\nc = upgrade\n");
        assertEquals(List.of("b"), resolve("b"));
    }

    private void write(String name, String text) throws IOException {
        Path folder = Files.createDirectories(root.resolve("etc/dnf/aliases.d"));
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> resolve(String arguments) throws IOException {
        return DnfAliases.read(new InstallRoot(root)).resolve(List.of(arguments.split(" ", -1)));
    }
}
