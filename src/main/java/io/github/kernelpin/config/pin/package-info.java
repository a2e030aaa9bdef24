/** Pin files and their directory, read and written. What a pin means is {@code model.pin}'s. */
@NullMarked
package io.github.kernelpin.config.pin;

import org.jspecify.annotations.NullMarked;
