/**
 * Runs cases: judges written and recorded transactions, and has the real dnf solve those of a
 * repository.
 */
@NullMarked
package io.github.kernelpin.cases.run;

import org.jspecify.annotations.NullMarked;
