package io.github.kernelpin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The manual pages, as man(1) shows them. */
final class ManualPagesIT {

    private static final Path PAGES = Path.of("target/man");

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        DnfHost.Run run = DnfHost.run(List.of("scripts/build-man"), "");
        assertEquals("", run.out() + run.err());
        assertEquals(0, run.status());
    }

    @Test
    void groffHasNothingToSayAgainstThem() throws IOException, InterruptedException {
        List<Path> pages;
        try (Stream<Path> files = Files.list(PAGES)) {
            pages = files.filter(file -> file.toString().matches(".*\\.[158]")).sorted().toList();
        }
        assertTrue(pages.contains(PAGES.resolve("kernelpin.1")), pages.toString());
        for (Path page : pages) {
            DnfHost.Run run =
                    DnfHost.run(
                            List.of("groff", "-man", "-Tutf8", "-ww", "-z", page.toString()), "");
            assertEquals("", run.err(), page.toString());
        }
    }

    @Test
    void aCommandsPageSaysWhatItsHelpSays() throws IOException, InterruptedException {
        DnfHost.Run run =
                DnfHost.run(
                        List.of(
                                "groff",
                                "-man",
                                "-Tascii",
                                "-P-c",
                                "-P-b",
                                "-P-o",
                                "-P-u",
                                PAGES.resolve("kernelpin-explain.1").toString()),
                        "");
        String page = run.out();
        String body = page.substring(page.indexOf("NAME"), page.lastIndexOf("\nkernelpin 0"));

        assertEquals(
                """
                NAME
                       kernelpin-explain - Says when a rule fires, why, and what to do; or
                       lists the rules.

                SYNOPSIS
                       kernelpin explain [-hV] [--color=WHEN] [RULE]

                DESCRIPTION
                       Says when a rule fires, why, and what to do; or lists the rules.

                OPTIONS
                       --color=WHEN
                           auto, always or never (default: auto).

                       -h, --help
                           Show this help message and exit.

                       -V, --version
                           Print version information and exit.

                ARGUMENTS
                       [RULE]
                           A rule's id, or the topic hold.

                EXIT STATUS
                       0
                           done

                       2
                           there is no such rule or topic

                EXAMPLES
                           kernelpin explain symbol-changed
                           kernelpin explain hold            # why something is held back
                           kernelpin explain                 # every rule in a line


                """,
                body);
    }
}
