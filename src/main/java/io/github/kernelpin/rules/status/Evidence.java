package io.github.kernelpin.rules.status;

/** What an answer on a module and a kernel rests on, in the order in which the kernel looks. */
public enum Evidence {
    /** The module's file has been read. */
    FILE("file"),
    /** The settings of both builds: the rest of vermagic behind the release. */
    VERMAGIC("vermagic"),
    /** The size of struct module in the module and in the kernel's own. */
    STRUCT_SIZE("struct-size"),
    /** What the module exports, and whether something else does. */
    EXPORTS("exports"),
    /** What it needs, and who exports that. */
    SYMBOLS("symbols");

    private final String id;

    Evidence(String id) {
        this.id = id;
    }

    /** Its name in JSON. */
    public String id() {
        return id;
    }
}
