/**
 * Standard error, what becomes of exceptions, progress, the clock, and exit codes. Everything below
 * the commands is told what it needs of these.
 */
@NullMarked
package io.github.kernelpin.cli.console;

import org.jspecify.annotations.NullMarked;
