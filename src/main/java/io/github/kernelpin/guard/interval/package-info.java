/**
 * Sets of versions in rpm's order, and dependencies made of them. Which set a pin means is all it
 * knows of pins.
 */
@NullMarked
package io.github.kernelpin.guard.interval;

import org.jspecify.annotations.NullMarked;
