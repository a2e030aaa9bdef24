package io.github.kernelpin;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.exec.CommandLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Data of others gets into no shell, and what is put aside for a while is private. */
@Tag("slow")
final class ProcessesTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** Whole literals: what is said in words may well speak of a shell. */
    private static final Pattern SHELL =
            Pattern.compile(
                    "\"((/usr)?/bin/)?(ba|da|k|z|c)?sh\"|\"-[a-z]*c\"|\"(env|xargs|eval)\"");

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.github.kernelpin");

    @Test
    void oneClassStartsProcesses() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ProcessRunner")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(CommandLine.class, ProcessBuilder.class)
                .check(MAIN);
        classes().should(never(callMethodWhere(isCalled("java.lang.Runtime", "exec")))).check(MAIN);
    }

    @Test
    void argumentsAreNeitherParsedNorQuoted() {
        String line = CommandLine.class.getName();
        classes()
                .should(never(callMethodWhere(isCalled(line, "parse"))))
                .andShould(never(callMethodWhere(isCalled(line, "addArguments"))))
                .andShould(never(callMethod(CommandLine.class, "addArgument", String.class)))
                .check(MAIN);
    }

    @Test
    void nothingNamesAShell() throws IOException {
        assertEquals(true, SHELL.matcher("List.of(\"/bin/sh\", \"-c\", data)").find());
        List<String> found = new ArrayList<>();
        int read = 0;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                read++;
                Matcher shell = SHELL.matcher(Files.readString(file));
                while (shell.find()) {
                    found.add(file + ": " + shell.group());
                }
            }
        }
        assertEquals(List.of(), found);
        assertEquals(true, read > 100, read + " files were read");
    }

    /** The JDK gives files 0600 and directories 0700; tests of these classes see that they go. */
    @Test
    void whatIsTemporaryIsMadeByTheJdkInAFewPlaces() {
        Set<String> makers = new TreeSet<>();
        for (JavaMethodCall call : callsOf("java.nio.file.Files", "createTemp")) {
            makers.add(call.getOriginOwner().getSimpleName());
        }
        assertEquals(
                Set.of(
                        "FileReplacement",
                        "PackageRepository",
                        "ScratchDirectory",
                        "ScratchRoot",
                        "WarmupCommand"),
                makers);
        assertEquals(List.of(), callsOf("java.io.File", "createTemp"));
    }

    private static List<JavaMethodCall> callsOf(String owner, String namePrefix) {
        List<JavaMethodCall> calls = new ArrayList<>();
        MAIN.forEach(
                each -> {
                    for (JavaMethodCall call : each.getMethodCallsFromSelf()) {
                        if (call.getTargetOwner().getName().equals(owner)
                                && call.getName().startsWith(namePrefix)) {
                            calls.add(call);
                        }
                    }
                });
        return calls;
    }

    private static DescribedPredicate<JavaMethodCall> isCalled(String owner, String name) {
        return new DescribedPredicate<>(owner + "." + name) {
            @Override
            public boolean test(JavaMethodCall call) {
                return call.getTargetOwner().getName().equals(owner) && call.getName().equals(name);
            }
        };
    }
}
