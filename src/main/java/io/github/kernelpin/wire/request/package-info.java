/**
 * Reads requests token by token, because dnf waits: one class for each kind of thing in a request.
 * It judges nothing, and writes nothing.
 */
@NullMarked
package io.github.kernelpin.wire.request;

import org.jspecify.annotations.NullMarked;
