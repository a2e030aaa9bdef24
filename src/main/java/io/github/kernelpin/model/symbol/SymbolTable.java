package io.github.kernelpin.model.symbol;

/**
 * Symbols with their CRCs, as RPM dependencies carry them.
 *
 * @param kernel {@code kernel(SYMBOL) = 0xCRC}: exported by a kernel
 * @param ksym {@code ksym(SYMBOL) = 0xCRC}: exported by an out-of-tree module
 */
public record SymbolTable(Symbols kernel, Symbols ksym) {

    /** A table to fill. */
    public static SymbolTable empty() {
        return new SymbolTable(new Symbols(), new Symbols());
    }
}
