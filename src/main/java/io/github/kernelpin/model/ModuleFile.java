package io.github.kernelpin.model;

/**
 * What a module's file says of itself.
 *
 * @param name as modprobe knows it, with underscores
 * @param path the file, below the root
 * @param version its {@code version}; empty where it has none
 * @param vermagic the kernel and the settings that it was built for
 * @param inTree whether it was built with its kernel
 * @param needs the symbols that it needs, and their CRCs
 */
public record ModuleFile(
        String name, String path, String version, String vermagic, boolean inTree, Symbols needs) {

    private static final String MODULES = "/modules/";

    /** {@code npreal2.ko of 4.18.0-305.el8.x86_64}: the file and whose directory it is in. */
    public String describe() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int start = path.indexOf(MODULES) + MODULES.length();
        int end = path.indexOf('/', start);
        return start < MODULES.length() || end < 0
                ? path
                : file + " of " + path.substring(start, end);
    }
}
