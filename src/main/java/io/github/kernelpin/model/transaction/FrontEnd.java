package io.github.kernelpin.model.transaction;

/** The program that has dnf's library solve a transaction. */
public enum FrontEnd {
    /** The command, with a line that can be repeated. */
    DNF("dnf"),
    AUTOMATIC("dnf-automatic"),
    ANSIBLE("ansible"),
    /** Any other. */
    PROGRAM("program");

    private final String id;

    FrontEnd(String id) {
        this.id = id;
    }

    /** Its name in requests. */
    public String id() {
        return id;
    }

    /** The one of a name in a request; any other is some program. */
    public static FrontEnd of(String id) {
        for (FrontEnd each : values()) {
            if (each.id.equals(id)) {
                return each;
            }
        }
        return PROGRAM;
    }
}
