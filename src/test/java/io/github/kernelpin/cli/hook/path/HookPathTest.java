package io.github.kernelpin.cli.hook.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Holds everything that the hook can come to call to what a cold JVM does quickly: no lambda, no
 * stream, no regular expression, no reflection, and no equality, hash or text that the compiler
 * writes for a record.
 *
 * <p>What {@link #main} lists is not on that path, and may use what reads best.
 */
final class HookPathTest {

    private static final Path CLASSES = OwnClasses.directoryOf(Main.class);

    private static final String ROOT = "io/github/kernelpin/";

    private static final List<Boundary> BOUNDARIES =
            List.of(new Boundary("Main.run", "KernelpinCommand.run", "every command but the hook"));

    private static final List<String> SOME_METHODS =
            List.of(
                    "config/pin/PinFile.parse",
                    "host/module/ElfObject.read",
                    "host/module/KernelObject.open",
                    "host/module/UnownedModuleFiles.collectNeeds",
                    "host/module/UnownedModuleFiles.find",
                    "rules/symbol/ModuleBuild.inFiles",
                    "rules/symbol/UnownedModules.of",
                    "wire/request/ModuleFileReader.read",
                    "wire/VerdictWriter.writeQuestion");

    private static final Pattern LAMBDA =
            Pattern.compile(
                    "Main\\.main → Main\\.run → HookCommand\\.run → .* → "
                            + "(\\w+\\.\\w+):\\d+ has an invokedynamic for LambdaMetafactory");

    /** Prints the classes that the hook never touches. */
    public static void main(String[] args) throws IOException {
        OwnClasses classes = OwnClasses.under(CLASSES);
        Set<String> reached = pathIn(classes, BOUNDARIES).reachedClasses();
        for (String each : classes.names()) {
            if (!reached.contains(each)) {
                System.out.println(each);
            }
        }
    }

    @Test
    void nothingOnTheHooksPathIsSlowToStart() throws IOException {
        assertOffends("", pathIn(OwnClasses.under(CLASSES), BOUNDARIES));
    }

    @Test
    void everyBoundaryIsNeeded() throws IOException {
        OwnClasses classes = OwnClasses.under(CLASSES);
        for (Boundary each : BOUNDARIES) {
            List<Boundary> others = new ArrayList<>(BOUNDARIES);
            others.remove(each);

            assertNotEquals(List.of(), pathIn(classes, others).offences(), each.toString());
        }
    }

    /** In what the second request calls too, to which a sample hardly comes. */
    @Test
    void aLambdaWouldBeFoundWhereverItIs() throws IOException {
        OwnClasses classes = OwnClasses.under(CLASSES);
        Set<String> places = new TreeSet<>();
        for (String each : SOME_METHODS) {
            int dot = each.indexOf('.');
            String owner = ROOT + each.substring(0, dot);
            addLambda(Objects.requireNonNull(classes.find(owner)), each.substring(dot + 1));
            places.add(each.substring(each.lastIndexOf('/') + 1));
        }

        Set<String> found = new TreeSet<>();
        for (String offence : pathIn(classes, BOUNDARIES).offences()) {
            Matcher matcher = LAMBDA.matcher(offence);
            assertTrue(matcher.matches(), offence);
            found.add(matcher.group(1));
        }
        assertEquals(places, found);
    }

    private static void addLambda(ClassNode owner, String name) {
        for (MethodNode method : owner.methods) {
            if (method.name.equals(name)) {
                InsnList lambda = new InsnList();
                lambda.add(
                        new InvokeDynamicInsnNode(
                                "run",
                                "()Ljava/lang/Runnable;",
                                new Handle(
                                        Opcodes.H_INVOKESTATIC,
                                        "java/lang/invoke/LambdaMetafactory",
                                        "metafactory",
                                        "()V",
                                        false)));
                lambda.add(new InsnNode(Opcodes.POP));
                method.instructions.insert(lambda);
                return;
            }
        }
        throw new AssertionError(owner.name + " has no " + name);
    }

    private static HookPath pathIn(OwnClasses classes, List<Boundary> boundaries) {
        return HookPath.from(classes, Main.class, "main", boundaries);
    }

    private static void assertOffends(String expected, HookPath path) {
        assertEquals(expected, String.join("\n", path.offences()));
    }
}
