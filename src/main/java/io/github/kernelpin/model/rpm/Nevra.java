package io.github.kernelpin.model.rpm;

/** A package's name, epoch, version, release and architecture. */
public record Nevra(String name, Evr evr, String arch) implements Comparable<Nevra> {

    public Nevra {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the package name is empty");
        }
    }

    /**
     * Reads {@code name-[epoch:]version-release.arch}, as dnf prints it.
     *
     * @throws IllegalArgumentException if a part is missing
     */
    public static Nevra parse(String text) {
        int dot = text.lastIndexOf('.');
        int releaseDash = text.lastIndexOf('-', dot);
        int versionDash = text.lastIndexOf('-', releaseDash - 1);
        if (versionDash < 1 || releaseDash + 1 == dot || dot + 1 == text.length()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no NEVRA: expected name-[epoch:]version-release.arch");
        }
        return new Nevra(
                text.substring(0, versionDash),
                Evr.parse(text.substring(versionDash + 1, dot)),
                text.substring(dot + 1));
    }

    /** Orders by name, then as rpm orders versions, then by architecture. */
    @Override
    public int compareTo(Nevra other) {
        int order = name.compareTo(other.name);
        if (order == 0) {
            order = evr.compareTo(other.evr);
        }
        if (order == 0) {
            order = arch.compareTo(other.arch);
        }
        return order != 0 || evr.isIdenticalTo(other.evr)
                ? order
                : evr.toString().compareTo(other.evr.toString());
    }

    /** {@code name-[epoch:]version-release}, without the architecture. */
    public String withoutArch() {
        return name + "-" + evr;
    }

    @Override
    public String toString() {
        return withoutArch() + "." + arch;
    }
}
