/**
 * Which kernels boot next, whether the pinned modules load in them, before a transaction and after
 * it, and so which failures to load count. What a module needs of a kernel is compared in {@code
 * rules.symbol}; what is said of it is for the rules.
 */
@NullMarked
package io.github.kernelpin.rules.pair;

import org.jspecify.annotations.NullMarked;
