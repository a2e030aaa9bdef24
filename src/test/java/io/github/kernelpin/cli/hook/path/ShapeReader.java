package io.github.kernelpin.cli.hook.path;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** Reads the signature of a local variable, which reflection knows nothing of. */
final class ShapeReader extends SignatureVisitor {

    private final Declarations declarations;
    private final List<ShapeReader> arguments = new ArrayList<>();
    private Class<?> raw = Object.class;
    private int dimensions;

    private ShapeReader(Declarations declarations) {
        super(Opcodes.ASM9);
        this.declarations = declarations;
    }

    static Shape read(String signature, Declarations declarations) {
        ShapeReader reader = new ShapeReader(declarations);
        new SignatureReader(signature).acceptType(reader);
        return reader.shape();
    }

    @Override
    public void visitClassType(String name) {
        raw = declarations.load(name);
    }

    @Override
    public void visitInnerClassType(String name) {
        arguments.clear();
        raw = declarations.load(Type.getInternalName(raw) + "$" + name);
    }

    @Override
    public void visitTypeArgument() {
        arguments.add(new ShapeReader(declarations));
    }

    @Override
    public SignatureVisitor visitTypeArgument(char wildcard) {
        ShapeReader argument = new ShapeReader(declarations);
        arguments.add(argument);
        // What is ? super String may be any Object.
        return wildcard == SUPER ? new ShapeReader(declarations) : argument;
    }

    @Override
    public SignatureVisitor visitArrayType() {
        dimensions++;
        return this;
    }

    private Shape shape() {
        Class<?> whole = raw;
        for (int i = 0; i < dimensions; i++) {
            whole = whole.arrayType();
        }
        List<Shape> known = new ArrayList<>();
        for (ShapeReader argument : arguments) {
            known.add(argument.shape());
        }
        return new Shape(whole, dimensions == 0 ? known : List.of());
    }
}
