/**
 * The wire format between a front end and the program: requests read, verdicts written, requests
 * recorded. It runs nothing and decides nothing.
 */
@NullMarked
package io.github.kernelpin.wire;

import org.jspecify.annotations.NullMarked;
