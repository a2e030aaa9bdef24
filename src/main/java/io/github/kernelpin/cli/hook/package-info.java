/**
 * The only path that dnf waits for. No lambda, no reflection, no hash of a record: a test follows
 * every call from here.
 */
@NullMarked
package io.github.kernelpin.cli.hook;

import org.jspecify.annotations.NullMarked;
