/**
 * TOML with positions: values, fields, and errors that say file, line and column. What the fields
 * mean is {@code config.pin}'s and {@code cases.file}'s.
 */
@NullMarked
package io.github.kernelpin.config.toml;

import org.jspecify.annotations.NullMarked;
