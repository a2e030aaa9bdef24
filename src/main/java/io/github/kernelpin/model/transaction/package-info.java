/**
 * What dnf is about to do, on which host, and who asked for it. The JSON that it comes in is {@code
 * wire}'s.
 */
@NullMarked
package io.github.kernelpin.model.transaction;

import org.jspecify.annotations.NullMarked;
