/**
 * What is printed. Here is only what an output format is; what the formats have in common is in
 * {@code report.text} and {@code report.json}.
 */
@NullMarked
package io.github.kernelpin.report;

import org.jspecify.annotations.NullMarked;
