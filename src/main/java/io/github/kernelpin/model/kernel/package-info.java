/**
 * What a kernel is: how packages and kernels are recognised and named, their variants and minors,
 * and what a pin's notation means. Modules' symbols are in {@code model.symbol}, pins in {@code
 * model.pin}.
 */
@NullMarked
package io.github.kernelpin.model.kernel;

import org.jspecify.annotations.NullMarked;
