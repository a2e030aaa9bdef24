/**
 * Symbols with their CRCs, module files that need them, and the difference between two such tables.
 * Where symbols come from is {@code host}'s and {@code wire}'s, which have to be compared {@code
 * rules.symbol}'s.
 */
@NullMarked
package io.github.kernelpin.model.symbol;

import org.jspecify.annotations.NullMarked;
