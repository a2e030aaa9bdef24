/**
 * Pins as packages: what a guard has to conflict with and require, its spec file, and a group of
 * guards. Building it is {@code host.rpm}'s; the arithmetic of versions is below.
 */
@NullMarked
package io.github.kernelpin.guard;

import org.jspecify.annotations.NullMarked;
