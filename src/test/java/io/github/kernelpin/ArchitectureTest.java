package io.github.kernelpin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code to the shape that the architecture page promises. */
final class ArchitectureTest {

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.github.kernelpin");

    private static final Path SOURCES = Path.of("src/main/java/io/github/kernelpin");

    /** With {@code package-info.java}. */
    private static final int ROOM_FILES_MAX = 16;

    private static final int ROOM_FILES_MIN = 3;

    @Test
    void everythingIsLookedAt() {
        for (String name :
                List.of("cli.Main", "wire.request.RequestReader", "host.process.ProcessRunner")) {
            assertTrue(MAIN.contain("io.github.kernelpin." + name), name);
        }
        assertFalse(MAIN.contain(ArchitectureTest.class));
    }

    @Test
    void aFloorUsesLowerFloorsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.github.kernelpin..")
                .layer("cli")
                .definedBy("..kernelpin.cli..")
                .layer("cases")
                .definedBy("..kernelpin.cases..")
                .layer("report")
                .definedBy("..kernelpin.report..")
                .layer("rules")
                .definedBy("..kernelpin.rules..")
                .layer("host")
                .definedBy(
                        resideInAPackage("..kernelpin.host..")
                                .and(not(resideInAPackage("..kernelpin.host.file.."))))
                .layer("host.file")
                .definedBy("..kernelpin.host.file..")
                .layer("config")
                .definedBy("..kernelpin.config..")
                .layer("guard")
                .definedBy("..kernelpin.guard..")
                .layer("wire")
                .definedBy("..kernelpin.wire..")
                .layer("model")
                .definedBy("..kernelpin.model..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cases")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("cli", "cases")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("cli", "cases", "report")
                .whereLayer("host")
                .mayOnlyBeAccessedByLayers("cli", "cases", "report")
                .whereLayer("host.file")
                .mayOnlyBeAccessedByLayers("cli", "cases", "report", "host", "config")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("cli", "cases", "report")
                .whereLayer("guard")
                .mayOnlyBeAccessedByLayers("cli", "cases", "report")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("cli", "cases", "report")
                .ensureAllClassesAreContainedInArchitecture()
                .check(MAIN);
    }

    @Test
    void noTwoRoomsUseEachOther() {
        slices().matching("io.github.kernelpin.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void everyRoomIsNeitherACupboardNorAHall() throws IOException {
        for (Path room : rooms()) {
            List<Path> files = javaFiles(room);
            boolean isEntrance = subfolders(room) > 0;
            assertTrue(files.size() <= ROOM_FILES_MAX, room + " has " + files.size() + " files");
            assertTrue(
                    isEntrance || files.size() >= ROOM_FILES_MIN,
                    room + " has only " + files.size() + " files");
        }
    }

    @Test
    void everyRoomSaysWhatBelongsThere() throws IOException {
        for (Path room : rooms()) {
            String text = Files.readString(room.resolve("package-info.java"));
            assertTrue(text.startsWith("/**"), room + " has no sentence on what belongs there");
            assertTrue(text.contains("@NullMarked"), room + " is not null-marked");
        }
    }

    @Test
    void theTopOfTheRulesHoldsTheJudgeAndTheRulesOnly() {
        classes()
                .that()
                .resideInAPackage("io.github.kernelpin.rules")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("Judge")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .beAssignableTo("io.github.kernelpin.rules.Rule")
                .check(MAIN);
    }

    @Test
    void theModelNeedsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("..kernelpin.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "..kernelpin.model..")
                .check(MAIN);
    }

    @Test
    void theRulesNeedNothingButTheModel() {
        classes()
                .that()
                .resideInAPackage("..kernelpin.rules..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "..kernelpin.model..", "..kernelpin.rules..")
                .check(MAIN);
    }

    @Test
    void guardsAreMadeOfThePinsAlone() {
        noClasses()
                .that()
                .resideInAPackage("..kernelpin.guard..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.net.."))
                .check(MAIN);
    }

    @Test
    void theModelAndTheRulesTouchNeitherFilesNorClocks() {
        noClasses()
                .that()
                .resideInAnyPackage("..kernelpin.model..", "..kernelpin.rules..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "java.io..",
                                "java.nio..",
                                "java.net..",
                                "java.time..",
                                "java.lang.reflect.."))
                .check(MAIN);
    }

    @Test
    void jacksonIsMetWhereBytesBecomeRecordsOrRecordsBecomeJson() {
        onlyIn(
                "com.fasterxml..",
                "..kernelpin.wire..",
                "..kernelpin.config..",
                "..kernelpin.report..",
                "..kernelpin.cases.report..");
    }

    @Test
    void commonsExecIsMetWhereProcessesRun() {
        onlyIn("org.apache.commons.exec..", "..kernelpin.host..");
    }

    @Test
    void decompressorsAreMetWhereFilesAreRead() {
        onlyIn("org.tukaani..", "..kernelpin.host..");
        onlyIn("io.airlift..", "..kernelpin.host..");
    }

    @Test
    void picocliIsMetWhereCommandsAreTyped() {
        onlyIn("picocli..", "..kernelpin.cli..");
    }

    @Test
    void theHookNeedsNoPicocli() {
        noClasses()
                .that()
                .haveSimpleName("HookCommand")
                .or()
                .haveSimpleName("Failure")
                .or()
                .haveSimpleName("ExitCode")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(MAIN);
    }

    @Test
    void everyClassIsFinal() {
        classes()
                .that(
                        new DescribedPredicate<>("are neither interfaces nor anonymous") {
                            @Override
                            public boolean test(JavaClass candidate) {
                                return !candidate.isInterface() && !candidate.isAnonymousClass();
                            }
                        })
                .and()
                .doNotHaveFullyQualifiedName("io.github.kernelpin.host.process.ProcessRunner")
                .should()
                .haveModifier(FINAL)
                .check(MAIN);
    }

    @Test
    void everyInterfaceIsSealedOrARuleOrAReport() {
        for (JavaClass each : MAIN) {
            boolean plain =
                    each.isInterface()
                            && !each.getSimpleName().equals("package-info")
                            && !each.isAnnotation()
                            && !each.getSimpleName().endsWith("Rule")
                            // Each room that has results has its formats.
                            && !each.getSimpleName().equals("Report");
            if (plain && !each.reflect().isSealed()) {
                throw new AssertionError(each.getFullName() + " is not sealed");
            }
        }
    }

    @Test
    void onlyMainEndsTheJvm() {
        classes()
                .that()
                .doNotHaveFullyQualifiedName("io.github.kernelpin.cli.Main")
                .should(never(callMethod(System.class, "exit", int.class)))
                .andShould(never(callMethod(Runtime.class, "exit", int.class)))
                .andShould(never(callMethod(Runtime.class, "halt", int.class)))
                .check(MAIN);
    }

    /** Every folder that has Java files of its own. */
    private static List<Path> rooms() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(Files::isDirectory)
                    .filter(folder -> !javaFiles(folder).isEmpty())
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> javaFiles(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long subfolders(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).count();
        }
    }

    private static void onlyIn(String library, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MAIN);
    }
}
