/**
 * What every text is made of: folding, tables, colours, and the removal of what could harm a
 * terminal.
 */
@NullMarked
package io.github.kernelpin.report.text;

import org.jspecify.annotations.NullMarked;
