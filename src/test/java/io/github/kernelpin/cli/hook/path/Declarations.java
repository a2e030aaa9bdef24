package io.github.kernelpin.cli.hook.path;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Type;

/** Looks up declarations of any class, the JDK's and the libraries' too, without starting it. */
final class Declarations {

    private final ClassLoader loader;
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Map<Class<?>, Map<String, Method>> methods = new HashMap<>();

    Declarations(ClassLoader loader) {
        this.loader = loader;
    }

    ClassLoader loader() {
        return loader;
    }

    /** Loads a class by its internal name, as in {@code java/util/List}. */
    Class<?> load(String internalName) {
        return classes.computeIfAbsent(internalName, this::loadNew);
    }

    private Class<?> loadNew(String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(internalName + " is not on the class path", e);
        }
    }

    Optional<Field> field(Class<?> owner, String name) {
        for (Class<?> each : withAncestors(owner)) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }

    /** The method of the class or of the nearest ancestor that declares it. */
    Optional<Method> method(Class<?> owner, String name, String descriptor) {
        for (Class<?> each : withAncestors(owner)) {
            Method method = declaredBy(each).get(name + descriptor);
            if (method != null) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    boolean declares(Class<?> owner, String name, String descriptor) {
        return declaredBy(owner).containsKey(name + descriptor);
    }

    private Map<String, Method> declaredBy(Class<?> owner) {
        return methods.computeIfAbsent(owner, Declarations::readMethods);
    }

    private static Map<String, Method> readMethods(Class<?> owner) {
        Map<String, Method> all = new HashMap<>();
        for (Method method : owner.getDeclaredMethods()) {
            all.put(method.getName() + Type.getMethodDescriptor(method), method);
        }
        return all;
    }

    /** The class, its superclasses, and every interface of any of them. */
    static Set<Class<?>> withAncestors(Class<?> start) {
        Set<Class<?>> all = new LinkedHashSet<>();
        Deque<Class<?>> next = new ArrayDeque<>();
        next.add(start);
        while (!next.isEmpty()) {
            Class<?> each = next.remove();
            if (all.add(each)) {
                if (each.getSuperclass() != null) {
                    next.addFirst(each.getSuperclass());
                }
                next.addAll(Set.of(each.getInterfaces()));
            }
        }
        return all;
    }
}
