/**
 * Pins and allowances as the operator means them. How their files are written is {@code
 * config.pin}'s, whether a transaction violates them {@code rules}'.
 */
@NullMarked
package io.github.kernelpin.model.pin;

import org.jspecify.annotations.NullMarked;
