package io.github.kernelpin.cli.hook.path;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The classes that are followed: those that this project has compiled, and no library's. */
final class OwnClasses {

    private final Map<String, ClassNode> byName = new TreeMap<>();
    private final Map<String, List<ClassNode>> children = new TreeMap<>();

    /** Where a class has been compiled to, which is not the same in every build. */
    static Path directoryOf(Class<?> type) {
        return Path.of(
                URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** Reads every class file under a directory. */
    static OwnClasses under(Path directory) throws IOException {
        OwnClasses classes = new OwnClasses();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                ClassNode node = new ClassNode();
                new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.SKIP_FRAMES);
                classes.byName.put(node.name, node);
            }
        }
        for (ClassNode each : classes.byName.values()) {
            for (String parent : parents(each)) {
                classes.children.computeIfAbsent(parent, name -> new ArrayList<>()).add(each);
            }
        }
        return classes;
    }

    Set<String> names() {
        return byName.keySet();
    }

    @Nullable ClassNode find(@Nullable String name) {
        return name == null ? null : byName.get(name);
    }

    /** The class and everything that extends or implements it. */
    Set<ClassNode> withHeirs(ClassNode start) {
        Set<ClassNode> all = new LinkedHashSet<>();
        collectHeirs(start, all);
        return all;
    }

    private void collectHeirs(ClassNode start, Set<ClassNode> all) {
        if (all.add(start)) {
            for (ClassNode child : children.getOrDefault(start.name, List.of())) {
                collectHeirs(child, all);
            }
        }
    }

    /** The class and those of its ancestors that are ours. */
    List<ClassNode> withAncestors(ClassNode start) {
        List<ClassNode> all = new ArrayList<>(List.of(start));
        for (String parent : parents(start)) {
            ClassNode own = find(parent);
            if (own != null) {
                all.addAll(withAncestors(own));
            }
        }
        return all;
    }

    /** Where a method that is called on a class is written, if that is in a class of ours. */
    Optional<MethodName> resolve(ClassNode start, String name, String descriptor) {
        for (ClassNode each : withAncestors(start)) {
            MethodNode method = method(each, name, descriptor);
            if (method != null && (method.access & Opcodes.ACC_ABSTRACT) == 0) {
                return Optional.of(new MethodName(each.name, name, descriptor));
            }
        }
        return Optional.empty();
    }

    static @Nullable MethodNode method(ClassNode owner, String name, String descriptor) {
        for (MethodNode method : owner.methods) {
            if (method.name.equals(name) && method.desc.equals(descriptor)) {
                return method;
            }
        }
        return null;
    }

    /** Tells whether the compiler has written equals, hashCode or toString of a record. */
    static boolean isOfRecord(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof InvokeDynamicInsnNode dynamic
                    && dynamic.bsm.getOwner().equals("java/lang/runtime/ObjectMethods")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> parents(ClassNode node) {
        List<String> parents = new ArrayList<>(node.interfaces);
        if (node.superName != null) {
            parents.add(0, node.superName);
        }
        return parents;
    }
}
