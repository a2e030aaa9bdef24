package io.github.kernelpin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the code to the shape that the architecture page promises. */
final class ArchitectureTest {

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.github.kernelpin");

    @Test
    void everythingIsLookedAt() {
        for (String name : List.of("cli.Main", "dnf.RequestReader", "host.ProcessRunner")) {
            assertTrue(MAIN.contain("io.github.kernelpin." + name), name);
        }
        assertFalse(MAIN.contain(ArchitectureTest.class));
    }

    @Test
    void packagesPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.github.kernelpin..")
                .layer("cli")
                .definedBy("..kernelpin.cli..")
                .layer("dnf")
                .definedBy("..kernelpin.dnf..")
                .layer("guard")
                .definedBy("..kernelpin.guard..")
                .layer("host")
                .definedBy("..kernelpin.host..")
                .layer("report")
                .definedBy("..kernelpin.report..")
                .layer("config")
                .definedBy("..kernelpin.config..")
                .layer("rules")
                .definedBy("..kernelpin.rules..")
                .layer("model")
                .definedBy("..kernelpin.model..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("dnf")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("guard")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("host")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("cli", "dnf", "guard", "host", "report", "config")
                .ensureAllClassesAreContainedInArchitectureIgnoring("io.github.kernelpin")
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
                "..kernelpin.dnf..",
                "..kernelpin.config..",
                "..kernelpin.report..");
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
    void everyInterfaceIsSealedOrTheRule() {
        for (JavaClass each : MAIN) {
            boolean plain =
                    each.isInterface()
                            && !each.getSimpleName().equals("package-info")
                            && !each.isAnnotation()
                            && !each.getSimpleName().equals("Rule");
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
