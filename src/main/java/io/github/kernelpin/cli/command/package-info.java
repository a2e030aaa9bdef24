/**
 * The commands that people type, a class each: they read options, call the floors below, and return
 * an exit code.
 */
@NullMarked
package io.github.kernelpin.cli.command;

import org.jspecify.annotations.NullMarked;
