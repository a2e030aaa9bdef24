/**
 * Installed kernels below a root: their directories, their symbols, and what is in them. The
 * modules' own files are {@code host.module}'s.
 */
@NullMarked
package io.github.kernelpin.host.kernel;

import org.jspecify.annotations.NullMarked;
