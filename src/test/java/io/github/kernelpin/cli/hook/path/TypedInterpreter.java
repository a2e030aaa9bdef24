package io.github.kernelpin.cli.hook.path;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/**
 * Follows the types through a method as the JVM's verifier does, with the type arguments that
 * fields, methods and variables are declared with.
 */
final class TypedInterpreter extends SimpleVerifier {

    private final Declarations declarations;
    private final MethodNode method;

    TypedInterpreter(ClassNode owner, MethodNode method, Declarations declarations) {
        super(
                Opcodes.ASM9,
                Type.getObjectType(owner.name),
                owner.superName == null ? null : Type.getObjectType(owner.superName),
                owner.interfaces.stream().map(Type::getObjectType).toList(),
                (owner.access & Opcodes.ACC_INTERFACE) != 0);
        this.method = method;
        this.declarations = declarations;
        setClassLoader(declarations.loader());
    }

    /** What is known of a value: of two names for its type, the narrower. */
    Shape shape(BasicValue value) {
        if (isNull(value)) {
            return Shape.OBJECT;
        }
        Class<?> verified = getClass(value.getType());
        return value instanceof TypedValue typed && verified.isAssignableFrom(typed.shape().raw())
                ? typed.shape()
                : new Shape(verified, List.of());
    }

    /** What is known of an ancestor's type argument, by either name. */
    Shape argument(BasicValue value, Class<?> ancestor, int index) {
        return value instanceof TypedValue typed && ancestor.isAssignableFrom(typed.shape().raw())
                ? typed.shape().argument(ancestor, index)
                : shape(value).argument(ancestor, index);
    }

    static boolean isNull(BasicValue value) {
        return NULL_TYPE.equals(value.getType());
    }

    @Override
    public BasicValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
        BasicValue value = newValue(type);
        for (LocalVariableNode variable : method.localVariables) {
            if (variable.index == local && variable.signature != null) {
                return typed(value, ShapeReader.read(variable.signature, declarations), null);
            }
        }
        return value;
    }

    @Override
    public @Nullable BasicValue newOperation(AbstractInsnNode insn) throws AnalyzerException {
        BasicValue value = super.newOperation(insn);
        if (insn instanceof FieldInsnNode field) {
            return ofField(value, field, Map.of());
        }
        return insn instanceof LdcInsnNode constant && constant.cst instanceof String text
                ? typed(value, new Shape(String.class, List.of()), text)
                : value;
    }

    @Override
    public BasicValue copyOperation(AbstractInsnNode insn, BasicValue value)
            throws AnalyzerException {
        BasicValue copy = super.copyOperation(insn, value);
        if (insn.getOpcode() == Opcodes.ALOAD && !isNull(copy)) {
            int at = method.instructions.indexOf(insn);
            for (LocalVariableNode variable : method.localVariables) {
                if (variable.index == ((VarInsnNode) insn).var
                        && variable.signature != null
                        && method.instructions.indexOf(variable.start) <= at
                        && at < method.instructions.indexOf(variable.end)) {
                    return typed(copy, ShapeReader.read(variable.signature, declarations), null);
                }
            }
        }
        return copy;
    }

    @Override
    public @Nullable BasicValue unaryOperation(AbstractInsnNode insn, BasicValue operand)
            throws AnalyzerException {
        BasicValue value = super.unaryOperation(insn, operand);
        if (insn.getOpcode() == Opcodes.GETFIELD) {
            return ofField(value, (FieldInsnNode) insn, shape(operand).variables());
        }
        if (insn.getOpcode() == Opcodes.CHECKCAST && operand instanceof TypedValue typed) {
            return typed(value, typed.shape(), typed.text());
        }
        return value;
    }

    @Override
    public @Nullable BasicValue naryOperation(
            AbstractInsnNode insn, List<? extends BasicValue> values) throws AnalyzerException {
        BasicValue value = super.naryOperation(insn, values);
        if (!(insn instanceof MethodInsnNode call) || value == null || !value.isReference()) {
            return value;
        }
        Optional<Method> called = method(call);
        boolean isStatic = called.isEmpty() || Modifier.isStatic(called.get().getModifiers());
        Map<TypeVariable<?>, Shape> known = new HashMap<>();
        if (!isStatic) {
            known.putAll(shape(values.get(0)).variables());
            if (values.get(0) instanceof TypedValue receiver) {
                known.putAll(receiver.shape().variables());
            }
        }
        return called.isEmpty()
                ? value
                : typed(value, Shape.of(called.get().getGenericReturnType(), known), null);
    }

    @Override
    protected Class<?> getClass(Type type) {
        return type.getSort() == Type.OBJECT
                ? declarations.load(type.getInternalName())
                : super.getClass(type);
    }

    @Override
    public BasicValue merge(BasicValue first, BasicValue second) {
        if (first.equals(second)) {
            return first;
        }
        BasicValue merged = super.merge(first, second);
        if (!merged.isReference() || isNull(merged)) {
            return merged;
        }
        if (isNull(first)) {
            return second;
        }
        if (isNull(second)) {
            return first;
        }
        boolean isCalledTheSame =
                first instanceof TypedValue one
                        && second instanceof TypedValue other
                        && one.shape().equals(other.shape());
        return new TypedValue(
                merged.getType(),
                isCalledTheSame ? ((TypedValue) first).shape() : Shape.OBJECT,
                null);
    }

    private Optional<Method> method(MethodInsnNode call) {
        return call.owner.startsWith("[")
                ? Optional.empty()
                : declarations.method(declarations.load(call.owner), call.name, call.desc);
    }

    private @Nullable BasicValue ofField(
            BasicValue value, FieldInsnNode insn, Map<TypeVariable<?>, Shape> known) {
        if (!value.isReference()) {
            return value;
        }
        return declarations
                .field(declarations.load(insn.owner), insn.name)
                .map(field -> typed(value, Shape.of(field.getGenericType(), known), null))
                .orElse(value);
    }

    /** A shape that says no more than the type is left out. */
    private BasicValue typed(BasicValue value, Shape shape, @Nullable String text) {
        boolean more = shape.raw() != getClass(value.getType()) || !shape.arguments().isEmpty();
        return value.isReference() && ((more && shape.raw() != Object.class) || text != null)
                ? new TypedValue(value.getType(), shape, text)
                : value;
    }
}
