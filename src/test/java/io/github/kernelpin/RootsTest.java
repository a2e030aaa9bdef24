package io.github.kernelpin;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.RootedPath;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Holds every file below a root to one resolver: nobody else gets a {@link Path} of one, so that
 * nobody can follow its links on the host.
 */
final class RootsTest {

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.github.kernelpin");

    /**
     * They name the directory of a root to dnf or rpm, which resolve what is below it, or look
     * whether these would leave it.
     */
    private static final Set<String> ASK_OTHER_PROGRAMS =
            Set.of("ConfinedConf", "DnfQuery", "DnfSolve", "PlainTree", "RpmQuery", "ScratchRoot");

    /** They make a path of a string, and none of what is below a root. */
    private static final Set<String> MAKE_PATHS =
            Set.of(
                    // the resolver itself, and the roots that it is given
                    "InstallRoot",
                    "RootedPath",
                    "Writers",
                    "RootOption",
                    "HookSession",
                    "HookCommand",
                    // links to configurations of this host, and to the plugin
                    "RecordingConf",
                    // this process and the programs of this host
                    "CurrentUser",
                    "GivenPath",
                    "Launcher",
                    "LockHolder",
                    "Restorecon",
                    "Terminal",
                    "Tool",
                    "WarmupCommand",
                    // where the host's links lead, before somebody writes there
                    "PlantedLinks",
                    // names as somebody typed them
                    "CasePins",
                    "RecordCommand");

    @Test
    void theResolverHandsOutNoPathButThatOfTheRoot() {
        Set<String> found = new TreeSet<>();
        for (Class<?> resolver : List.of(InstallRoot.class, RootedPath.class)) {
            for (JavaMethod method : MAIN.get(resolver).getMethods()) {
                if (method.getModifiers().contains(JavaModifier.PUBLIC)
                        && isPath(method.getRawReturnType())) {
                    found.add(method.getFullName());
                }
            }
        }
        assertEquals(Set.of(InstallRoot.class.getName() + ".directory()"), found);
    }

    @Test
    void thePathOfTheRootIsForOtherPrograms() {
        assertEquals(
                ASK_OTHER_PROGRAMS,
                new TreeSet<>(
                        callers(
                                call ->
                                        call.getTarget()
                                                        .getOwner()
                                                        .isEquivalentTo(InstallRoot.class)
                                                && call.getTarget().getName().equals("directory")
                                                && !call.getOriginOwner()
                                                        .isEquivalentTo(InstallRoot.class))));
    }

    @Test
    void fewMakeAPathOfAString() {
        assertEquals(new TreeSet<>(MAKE_PATHS), new TreeSet<>(callers(RootsTest::makesAPath)));
    }

    @Test
    void whatReadsASystemKnowsNoPaths() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..kernelpin.config..",
                        "..kernelpin.host.boot..",
                        "..kernelpin.host.dnf..",
                        "..kernelpin.host.frontend..",
                        "..kernelpin.host.kernel..",
                        "..kernelpin.host.module..")
                .and()
                .doNotHaveSimpleName("DnfSolve")
                .and()
                .doNotHaveSimpleName("RecordingConf")
                .and()
                .doNotHaveSimpleName("ConfinedConf")
                .and()
                .doNotHaveSimpleName("DnfQuery")
                .should()
                .dependOnClassesThat(
                        describe(
                                "are paths or read them",
                                each ->
                                        isPath(each)
                                                || each.isEquivalentTo(Files.class)
                                                || each.getName().startsWith("java.io.File")))
                .check(MAIN);
    }

    private static boolean makesAPath(JavaAccess<?> call) {
        AccessTarget target = call.getTarget();
        boolean isFactory =
                target.getOwner().isEquivalentTo(Path.class) && target.getName().equals("of");
        boolean isFile =
                target.getOwner().isEquivalentTo(File.class) && target.getName().equals("<init>");
        return isFactory || isFile || target.getOwner().isEquivalentTo(Paths.class);
    }

    private static Set<String> callers(Predicate<JavaAccess<?>> wanted) {
        Set<String> callers = new TreeSet<>();
        for (JavaClass each : MAIN) {
            for (JavaAccess<?> call : each.getAccessesFromSelf()) {
                if (wanted.test(call)) {
                    callers.add(each.getSimpleName());
                }
            }
        }
        return callers;
    }

    private static boolean isPath(JavaClass type) {
        return type.isEquivalentTo(Path.class) || type.isEquivalentTo(File.class);
    }
}
