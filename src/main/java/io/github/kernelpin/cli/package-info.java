/**
 * Where the program starts, and the list of commands. Each command is in {@code cli.command}, the
 * hook in {@code cli.hook}.
 */
@NullMarked
package io.github.kernelpin.cli;

import org.jspecify.annotations.NullMarked;
