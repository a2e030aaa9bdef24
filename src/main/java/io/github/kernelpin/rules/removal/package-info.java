/**
 * Why kernels leave in a transaction, and what leaves with them. Whether that is wrong is for the
 * rules.
 */
@NullMarked
package io.github.kernelpin.rules.removal;

import org.jspecify.annotations.NullMarked;
