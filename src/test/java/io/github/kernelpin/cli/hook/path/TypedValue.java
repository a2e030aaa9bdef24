package io.github.kernelpin.cli.hook.path;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.analysis.BasicValue;

/** A value at one place of a method: its type, what is known of the type's arguments, its text. */
final class TypedValue extends BasicValue {

    private final Shape shape;
    private final @Nullable String text;

    /**
     * Describes a value.
     *
     * @param shape of the type itself, or of a type that the source calls it
     * @param text of a constant
     */
    TypedValue(Type type, Shape shape, @Nullable String text) {
        super(type);
        this.shape = shape;
        this.text = text;
    }

    /** What the source calls it. */
    Shape shape() {
        return shape;
    }

    @Nullable String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof TypedValue value
                && shape.equals(value.shape)
                && Objects.equals(text, value.text);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
