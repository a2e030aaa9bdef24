package io.github.kernelpin.cli.hook.path;

import org.objectweb.asm.tree.MethodInsnNode;

/** A method of one class, as class files name it. */
record MethodName(String owner, String name, String descriptor) {

    static MethodName of(MethodInsnNode call) {
        return new MethodName(call.owner, call.name, call.desc);
    }

    /** {@code Pin.contains}; of a constructor {@code Pin.<init>}. */
    String brief() {
        return briefly(owner) + "." + name;
    }

    static String briefly(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
    }
}
