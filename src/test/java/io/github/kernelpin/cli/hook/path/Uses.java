package io.github.kernelpin.cli.hook.path;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/** Which objects a call compares, hashes or makes text of. */
final class Uses {

    /** What holds others does with them what is done with it. */
    private static final List<Class<?>> HOLDERS =
            List.of(Collection.class, Map.class, Map.Entry.class, Optional.class);

    private static final Set<String> BY_KEY =
            Set.of(
                    "compute",
                    "computeIfAbsent",
                    "computeIfPresent",
                    "containsKey",
                    "get",
                    "getOrDefault",
                    "merge",
                    "put",
                    "putIfAbsent",
                    "remove",
                    "replace");

    private static final Set<String> BY_ELEMENT =
            Set.of(
                    "contains",
                    "indexOf",
                    "lastIndexOf",
                    "remove",
                    "removeFirstOccurrence",
                    "removeLastOccurrence");

    private static final Set<String> OF_BOTH = Set.of("removeAll", "retainAll");

    private final TypedInterpreter types;
    private final MethodInsnNode call;
    private final List<BasicValue> arguments;
    private final Class<?> owner;
    private final List<Use> uses = new ArrayList<>();

    private Uses(
            TypedInterpreter types,
            MethodInsnNode call,
            List<BasicValue> arguments,
            Class<?> owner) {
        this.types = types;
        this.call = call;
        this.arguments = arguments;
        this.owner = owner;
    }

    /**
     * The uses of one call.
     *
     * @param arguments those on the stack, the object that it is called on before the others
     */
    static List<Use> of(
            TypedInterpreter types,
            MethodInsnNode call,
            List<BasicValue> arguments,
            Declarations declarations) {
        if (call.owner.startsWith("[")) {
            return List.of();
        }
        Uses uses = new Uses(types, call, arguments, declarations.load(call.owner));
        if (call.getOpcode() == Opcodes.INVOKESTATIC) {
            uses.ofStatic();
        } else if (call.getOpcode() == Opcodes.INVOKESPECIAL) {
            uses.ofConstructor();
        } else {
            uses.ofObject();
        }
        return uses.uses;
    }

    private void ofStatic() {
        boolean isOf = call.name.equals("of");
        if (owner == Set.class && isOf) {
            for (BasicValue each : arguments) {
                use(Need.HASH, each);
            }
        } else if (owner == Map.class && isOf) {
            for (int i = 0; i < arguments.size(); i += 2) {
                use(Need.HASH, arguments.get(i));
            }
        } else if (owner == Set.class && call.name.equals("copyOf")) {
            useElements(Need.HASH, arguments.get(0));
        } else if (owner == Map.class && call.name.equals("copyOf")) {
            useKeys(arguments.get(0));
        } else if ((owner == Map.class && call.name.equals("ofEntries"))
                || (owner == Objects.class && call.name.equals("hash"))) {
            uses.add(new Use(Need.HASH, Shape.OBJECT));
        } else if (owner == Collections.class && call.name.equals("addAll")) {
            BasicValue collection = arguments.get(0);
            Class<?> raw = types.shape(collection).raw();
            if (Set.class.isAssignableFrom(raw) && !SortedSet.class.isAssignableFrom(raw)) {
                useElements(Need.HASH, collection);
            }
        } else if (owner == Collections.class
                && (call.name.equals("frequency") || call.name.equals("disjoint"))) {
            useElements(Need.HASH, arguments.get(0));
        } else if (owner == Objects.class || owner == Arrays.class || owner == String.class) {
            ofUtility();
        }
    }

    private void ofUtility() {
        boolean isOfObject = call.desc.startsWith("(Ljava/lang/Object;");
        boolean isOfObjects = call.desc.startsWith("([Ljava/lang/Object;");
        if (isOfObject || isOfObjects) {
            switch (call.name) {
                case "equals" -> use(Need.EQUALITY, arguments.get(0));
                case "hashCode" -> use(Need.HASH, arguments.get(0));
                case "toString", "valueOf" -> use(Need.TEXT, arguments.get(0));
                default -> {}
            }
        }
    }

    private void ofConstructor() {
        boolean isSorted =
                SortedMap.class.isAssignableFrom(owner) || SortedSet.class.isAssignableFrom(owner);
        if (call.desc.equals("(Ljava/util/Map;)V") && !isSorted) {
            useKeys(arguments.get(1));
        } else if (call.desc.equals("(Ljava/util/Collection;)V")
                && Set.class.isAssignableFrom(owner)
                && !isSorted) {
            useElements(Need.HASH, arguments.get(1));
        } else if (owner == AssertionError.class && call.desc.startsWith("(Ljava/lang/Object;")) {
            use(Need.TEXT, arguments.get(1));
        }
    }

    private void ofObject() {
        BasicValue receiver = arguments.get(0);
        Class<?> raw = types.shape(receiver).raw();
        for (Need need : Need.values()) {
            Need.Signature method = need.methods().get(0);
            if (call.name.equals(method.name()) && call.desc.equals(method.descriptor())) {
                use(need, receiver);
                return;
            }
        }
        boolean writes =
                Appendable.class.isAssignableFrom(owner)
                        || owner == PrintStream.class
                        || owner == PrintWriter.class;
        Type[] parameters = Type.getArgumentTypes(call.desc);
        if (parameters.length == 0) {
            return;
        }
        boolean lastIsObject =
                parameters[parameters.length - 1].getDescriptor().equals("Ljava/lang/Object;");
        if (writes && lastIsObject) {
            use(Need.TEXT, arguments.get(parameters.length));
        } else if (Map.class.isAssignableFrom(raw)) {
            ofMap(SortedMap.class.isAssignableFrom(raw));
        } else if (Collection.class.isAssignableFrom(raw)
                && parameters[0].getSort() == Type.OBJECT) {
            ofCollection(raw);
        }
    }

    private void ofMap(boolean isSorted) {
        BasicValue first = arguments.get(1);
        if (BY_KEY.contains(call.name) && !isSorted) {
            use(Need.HASH, first);
        }
        if (call.name.equals("putAll") && !isSorted) {
            useKeys(first);
        }
        if (call.name.equals("containsValue")) {
            use(Need.EQUALITY, first);
        }
        boolean comparesValue = call.desc.equals("(Ljava/lang/Object;Ljava/lang/Object;)Z");
        if (comparesValue || (call.name.equals("replace") && arguments.size() == 4)) {
            use(Need.EQUALITY, arguments.get(2));
        }
    }

    private void ofCollection(Class<?> raw) {
        boolean isSorted = SortedSet.class.isAssignableFrom(raw);
        boolean isLine = List.class.isAssignableFrom(raw) || Queue.class.isAssignableFrom(raw);
        Need need = isLine ? Need.EQUALITY : Need.HASH;
        BasicValue first = arguments.get(1);
        if (BY_ELEMENT.contains(call.name) && !isSorted) {
            use(need, first);
        } else if (call.name.equals("add") && !isSorted && !isLine) {
            use(need, first);
        } else if ((call.name.equals("addAll") && !isSorted && !isLine)
                || (call.name.equals("containsAll") && !isSorted)) {
            useElements(need, first);
        } else if (OF_BOTH.contains(call.name)
                && !(isSorted && SortedSet.class.isAssignableFrom(types.shape(first).raw()))) {
            useElements(Need.HASH, arguments.get(0));
            useElements(Need.HASH, first);
        }
    }

    private void useKeys(BasicValue map) {
        use(Need.HASH, types.argument(map, Map.class, 0));
    }

    private void useElements(Need need, BasicValue collection) {
        use(need, types.argument(collection, Collection.class, 0));
    }

    private void use(Need need, BasicValue value) {
        if (TypedInterpreter.isNull(value)) {
            return;
        }
        Shape shape = types.shape(value);
        for (Class<?> holder : HOLDERS) {
            if (holder.isAssignableFrom(shape.raw())) {
                for (int i = 0; i < holder.getTypeParameters().length; i++) {
                    use(need, types.argument(value, holder, i));
                }
                return;
            }
        }
        use(need, shape);
    }

    private void use(Need need, Shape shape) {
        for (Class<?> holder : HOLDERS) {
            if (holder.isAssignableFrom(shape.raw())) {
                for (int i = 0; i < holder.getTypeParameters().length; i++) {
                    use(need, shape.argument(holder, i));
                }
                return;
            }
        }
        Class<?> component = shape.raw().getComponentType();
        uses.add(new Use(need, component == null ? shape : new Shape(component, List.of())));
    }
}
