package io.github.kernelpin.cli.hook.path;

import java.util.List;

/** What a call makes of an object that it is given. */
enum Need {
    EQUALITY("compares"),
    HASH("hashes"),
    TEXT("makes text of");

    private static final Signature EQUALS = new Signature("equals", "(Ljava/lang/Object;)Z");
    private static final Signature HASH_CODE = new Signature("hashCode", "()I");
    private static final Signature TO_STRING = new Signature("toString", "()Ljava/lang/String;");

    private final String verb;

    Need(String verb) {
        this.verb = verb;
    }

    /** What a call does with an object, as in {@code Set.add hashes}. */
    String by(MethodName called) {
        return called.brief() + " " + verb;
    }

    /** The methods that are called for it, the one that stands for it first. */
    List<Signature> methods() {
        return switch (this) {
            case EQUALITY -> List.of(EQUALS);
            case HASH -> List.of(HASH_CODE, EQUALS);
            case TEXT -> List.of(TO_STRING);
        };
    }

    /** A method of any class. */
    record Signature(String name, String descriptor) {}
}
