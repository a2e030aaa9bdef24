/**
 * The JSON that verdicts and commands share: streams with limits, the number of the format,
 * findings and remedies. What only one command prints is {@code report}'s.
 */
@NullMarked
package io.github.kernelpin.wire.json;

import org.jspecify.annotations.NullMarked;
