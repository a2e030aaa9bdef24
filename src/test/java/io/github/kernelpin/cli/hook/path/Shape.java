package io.github.kernelpin.cli.hook.path;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A class with its type arguments, as far as the class files say; none where they don't. */
record Shape(Class<?> raw, List<Shape> arguments) {

    static final Shape OBJECT = new Shape(Object.class, List.of());

    Shape {
        arguments = List.copyOf(arguments);
    }

    /**
     * What a declaration says.
     *
     * @param known the type variables that are known where it is used
     */
    static Shape of(Type type, Map<TypeVariable<?>, Shape> known) {
        if (type instanceof Class<?> plain) {
            return new Shape(plain, List.of());
        }
        if (type instanceof ParameterizedType generic) {
            List<Shape> arguments = new ArrayList<>();
            for (Type argument : generic.getActualTypeArguments()) {
                arguments.add(of(argument, known));
            }
            return new Shape((Class<?>) generic.getRawType(), arguments);
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], known);
        }
        if (type instanceof GenericArrayType array) {
            return new Shape(of(array.getGenericComponentType(), known).raw.arrayType(), List.of());
        }
        return known.getOrDefault(type, OBJECT);
    }

    /** The type variables of the class, and of those that it extends and implements. */
    Map<TypeVariable<?>, Shape> variables() {
        Map<TypeVariable<?>, Shape> known = new HashMap<>();
        collectVariables(known);
        return known;
    }

    private void collectVariables(Map<TypeVariable<?>, Shape> known) {
        TypeVariable<?>[] own = raw.getTypeParameters();
        for (int i = 0; i < Math.min(own.length, arguments.size()); i++) {
            known.put(own[i], arguments.get(i));
        }
        List<Type> parents = new ArrayList<>(Arrays.asList(raw.getGenericInterfaces()));
        if (raw.getGenericSuperclass() != null) {
            parents.add(raw.getGenericSuperclass());
        }
        for (Type parent : parents) {
            of(parent, known).collectVariables(known);
        }
    }

    /** The argument of an ancestor: of {@code TreeMap<String, Pin>} the first of Map is String. */
    Shape argument(Class<?> ancestor, int index) {
        return variables().getOrDefault(ancestor.getTypeParameters()[index], OBJECT);
    }
}
