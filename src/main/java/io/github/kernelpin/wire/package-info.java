/**
 * The wire format between a front end and the program: verdicts written, requests recorded, and
 * what the plugin remembers read. It runs nothing and decides nothing.
 */
@NullMarked
package io.github.kernelpin.wire;

import org.jspecify.annotations.NullMarked;
