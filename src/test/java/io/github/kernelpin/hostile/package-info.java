/** Input that nobody means well with: made by chance from real input, and made by hand. */
@NullMarked
package io.github.kernelpin.hostile;

import org.jspecify.annotations.NullMarked;
