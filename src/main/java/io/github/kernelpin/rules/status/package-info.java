/**
 * How the modules on a disk stand with the kernels on it. What happens in a transaction is for
 * {@code rules} itself.
 */
@NullMarked
package io.github.kernelpin.rules.status;

import org.jspecify.annotations.NullMarked;
