/** Options that several commands have, and how help is printed. */
@NullMarked
package io.github.kernelpin.cli.option;

import org.jspecify.annotations.NullMarked;
