package io.github.kernelpin.model.disk;

/**
 * What all modules of a kernel share, as its own ones have it.
 *
 * @param vermagic what they were built for; empty where there is none to ask
 * @param structBytes the size of the kernel's {@code struct module}, which each of them has in its
 *     section {@code .gnu.linkonce.this_module}; 0 if it is not known
 */
public record ModuleSettings(String vermagic, long structBytes) {

    /** Where no module can be asked. */
    public static final ModuleSettings UNKNOWN = new ModuleSettings("", 0);
}
