/**
 * What boots next, from the boot loader's files and tools. What the files mean is {@code
 * model.boot}'s.
 */
@NullMarked
package io.github.kernelpin.host.boot;

import org.jspecify.annotations.NullMarked;
