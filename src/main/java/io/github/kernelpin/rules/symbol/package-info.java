/**
 * Which builds of modules are compared with which kernels' symbols, and what comes of it. The
 * symbols themselves are {@code model.symbol}'s, the rules about them {@code rules}'.
 */
@NullMarked
package io.github.kernelpin.rules.symbol;

import org.jspecify.annotations.NullMarked;
