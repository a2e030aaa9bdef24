package io.github.kernelpin.cli.hook.path;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Follows every call from where a program starts through classes of our own, and lists what is slow
 * in a cold JVM.
 *
 * <p>A method that is called on a type may be that of any heir. Of a class that is made, the JDK
 * may call whatever overrides a method of the JDK's. What a class needs to be initialised runs when
 * it is touched.
 */
public final class HookPath {

    private static final Set<Class<?>> CHEAP =
            Set.of(
                    Boolean.class,
                    Byte.class,
                    Character.class,
                    Double.class,
                    Float.class,
                    Integer.class,
                    LocalDate.class,
                    Long.class,
                    Path.class,
                    Short.class,
                    String.class);

    private final OwnClasses classes;
    private final List<Boundary> boundaries;
    private final Declarations declarations;

    /** Every method that is reached, with where it was first called. */
    private final Map<MethodName, Optional<Place>> reached = new LinkedHashMap<>();

    private final Deque<MethodName> next = new ArrayDeque<>();
    private final Set<String> initialised = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final Set<String> offences = new LinkedHashSet<>();

    private record Place(MethodName method, int line) {}

    private HookPath(OwnClasses classes, List<Boundary> boundaries, Declarations declarations) {
        this.classes = classes;
        this.boundaries = boundaries;
        this.declarations = declarations;
    }

    /**
     * Follows every call.
     *
     * @param start a class, all of whose static methods of that name are where it starts
     */
    static HookPath from(
            OwnClasses classes, Class<?> start, String method, List<Boundary> boundaries) {
        HookPath path = new HookPath(classes, boundaries, new Declarations(start.getClassLoader()));
        ClassNode node = path.classes.find(Type.getInternalName(start));
        if (node == null) {
            throw new IllegalArgumentException(start + " is not among the classes");
        }
        path.initialise(node, null);
        for (MethodNode each : node.methods) {
            if (each.name.equals(method)) {
                path.reach(new MethodName(node.name, each.name, each.desc), null);
            }
        }
        while (!path.next.isEmpty()) {
            path.follow(path.next.remove());
        }
        return path;
    }

    /** Everything slow, each with the calls that lead there. */
    List<String> offences() {
        return List.copyOf(offences);
    }

    /** The classes with code that runs or may run. */
    Set<String> reachedClasses() {
        Set<String> names = new TreeSet<>();
        for (MethodName each : reached.keySet()) {
            names.add(each.owner());
        }
        return names;
    }

    private void follow(MethodName name) {
        ClassNode owner = classes.find(name.owner());
        MethodNode method =
                owner == null ? null : OwnClasses.method(owner, name.name(), name.descriptor());
        if (owner == null || method == null || method.instructions.size() == 0) {
            return;
        }
        TypedInterpreter types = new TypedInterpreter(owner, method, declarations);
        Frame<BasicValue>[] frames;
        try {
            frames = new Analyzer<>(types).analyze(owner.name, method);
        } catch (AnalyzerException e) {
            throw new IllegalStateException(name.brief() + " cannot be analysed", e);
        }
        int line = 0;
        for (int i = 0; i < frames.length; i++) {
            AbstractInsnNode insn = method.instructions.get(i);
            if (insn instanceof LineNumberNode number) {
                line = number.line;
            }
            if (frames[i] != null) {
                follow(insn, frames[i], types, new Place(name, line));
            }
        }
    }

    private void follow(
            AbstractInsnNode insn, Frame<BasicValue> frame, TypedInterpreter types, Place place) {
        if (insn instanceof InvokeDynamicInsnNode dynamic) {
            String factory = MethodName.briefly(dynamic.bsm.getOwner());
            offend(place, factory, "has an invokedynamic for " + factory);
        } else if (insn instanceof MethodInsnNode call) {
            follow(call, frame, types, place);
        } else if (insn instanceof FieldInsnNode field) {
            touch(new MethodName(field.owner, field.name, field.desc), null, place);
            ClassNode owner = classes.find(field.owner);
            if (owner != null && field.getOpcode() <= Opcodes.PUTSTATIC) {
                initialise(owner, place);
            }
        } else if (insn.getOpcode() == Opcodes.NEW) {
            ClassNode created = classes.find(((TypeInsnNode) insn).desc);
            if (created != null) {
                make(created, place);
            }
        }
    }

    private void follow(
            MethodInsnNode call, Frame<BasicValue> frame, TypedInterpreter types, Place place) {
        MethodName called = MethodName.of(call);
        if (isBoundary(place, called.brief())) {
            return;
        }
        int size =
                Type.getArgumentCount(call.desc)
                        + (call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1);
        List<BasicValue> arguments = new ArrayList<>();
        for (int i = frame.getStackSize() - size; i < frame.getStackSize(); i++) {
            arguments.add(frame.getStack(i));
        }
        ClassNode owner = classes.find(call.owner);
        if (owner == null) {
            boolean hasText = size > 1 && arguments.get(1) instanceof TypedValue;
            touch(called, hasText ? ((TypedValue) arguments.get(1)).text() : null, place);
        } else if (call.getOpcode() == Opcodes.INVOKESTATIC) {
            initialise(owner, place);
            reachOne(owner, called, place);
        } else if (call.getOpcode() == Opcodes.INVOKESPECIAL) {
            reachOne(owner, called, place);
        } else {
            reachOne(owner, called, place);
            for (ClassNode heir : classes.withHeirs(owner)) {
                reachOne(heir, called, place);
            }
        }
        for (Use use : Uses.of(types, call, arguments, declarations)) {
            check(use, called, place);
        }
    }

    /** Looks at the name of something that is none of ours. */
    private void touch(MethodName called, @Nullable String text, Place place) {
        if (classes.find(called.owner()) == null) {
            SlowApi.reason(called, text)
                    .ifPresent(reason -> offend(place, called.brief(), "uses " + reason));
        }
    }

    /** What the compiler writes for a record is {@link #check}'s. */
    private void reachOne(ClassNode owner, MethodName called, Place place) {
        Optional<MethodName> resolved = classes.resolve(owner, called.name(), called.descriptor());
        if (resolved.isPresent() && !isOfRecord(resolved.get())) {
            reach(resolved.get(), place);
        }
    }

    private boolean isOfRecord(MethodName name) {
        ClassNode owner = classes.find(name.owner());
        MethodNode method =
                owner == null ? null : OwnClasses.method(owner, name.name(), name.descriptor());
        return method != null && OwnClasses.isOfRecord(method);
    }

    private void reach(MethodName method, @Nullable Place from) {
        if (!reached.containsKey(method)) {
            reached.put(method, Optional.ofNullable(from));
            next.add(method);
        }
    }

    private void initialise(ClassNode node, @Nullable Place from) {
        if (!initialised.add(node.name)) {
            return;
        }
        ClassNode parent = classes.find(node.superName);
        if (parent != null) {
            initialise(parent, from);
        }
        if (OwnClasses.method(node, "<clinit>", "()V") != null) {
            reach(new MethodName(node.name, "<clinit>", "()V"), from);
        }
    }

    private void make(ClassNode node, Place from) {
        initialise(node, from);
        if (!made.add(node.name)) {
            return;
        }
        Set<Class<?>> strangers = new LinkedHashSet<>();
        for (Class<?> each : Declarations.withAncestors(declarations.load(node.name))) {
            if (classes.find(Type.getInternalName(each)) == null) {
                strangers.add(each);
            }
        }
        for (ClassNode each : classes.withAncestors(node)) {
            for (MethodNode method : each.methods) {
                boolean overrides =
                        !method.name.startsWith("<")
                                && (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT))
                                        == 0
                                && !OwnClasses.isOfRecord(method)
                                && isDeclaredBy(strangers, method);
                if (overrides) {
                    reach(new MethodName(each.name, method.name, method.desc), from);
                }
            }
        }
    }

    private boolean isDeclaredBy(Set<Class<?>> strangers, MethodNode method) {
        for (Class<?> each : strangers) {
            if (declarations.declares(each, method.name, method.desc)) {
                return true;
            }
        }
        return false;
    }

    private void check(Use use, MethodName called, Place place) {
        Class<?> raw = use.shape().raw();
        boolean isText =
                Throwable.class.isAssignableFrom(raw) || CharSequence.class.isAssignableFrom(raw);
        boolean isCheap = CHEAP.contains(raw) || raw.isEnum();
        if (isCheap || (use.need() == Need.TEXT && isText)) {
            return;
        }
        ClassNode own = classes.find(Type.getInternalName(raw));
        if (own == null) {
            offend(place, called.brief(), use.need().by(called) + " " + raw.getName());
            return;
        }
        for (ClassNode heir : classes.withHeirs(own)) {
            if ((heir.access & Opcodes.ACC_ABSTRACT) == 0) {
                checkOwn(use.need(), heir, called, place);
            }
        }
    }

    private void checkOwn(Need need, ClassNode type, MethodName called, Place place) {
        for (Need.Signature method : need.methods()) {
            Optional<MethodName> resolved =
                    classes.resolve(type, method.name(), method.descriptor());
            if (resolved.isEmpty() || isOfRecord(resolved.get())) {
                String what = need.by(called) + " " + MethodName.briefly(type.name);
                offend(place, called.brief(), what + " without " + method.name() + " of its own");
                return;
            }
            reach(resolved.get(), place);
        }
    }

    private boolean isBoundary(Place place, String to) {
        for (Boundary each : boundaries) {
            if (each.from().equals(place.method().brief()) && each.to().equals(to)) {
                return true;
            }
        }
        return false;
    }

    private void offend(Place place, String to, String what) {
        if (!isBoundary(place, to)) {
            offences.add(pathTo(place.method()) + ":" + place.line() + " " + what);
        }
    }

    private String pathTo(MethodName method) {
        Deque<String> names = new ArrayDeque<>();
        Map<MethodName, Boolean> seen = new HashMap<>();
        MethodName each = method;
        while (each != null && seen.put(each, true) == null) {
            // The compiler's bridge to a method has its name.
            if (!each.brief().equals(names.peekFirst())) {
                names.addFirst(each.brief());
            }
            each = reached.getOrDefault(each, Optional.empty()).map(Place::method).orElse(null);
        }
        return String.join(" → ", names);
    }
}
