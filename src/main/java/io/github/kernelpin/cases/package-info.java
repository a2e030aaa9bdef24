/**
 * {@code kernelpin test}: a test case, what was expected and what came out. Files, running and
 * reports have rooms below.
 */
@NullMarked
package io.github.kernelpin.cases;

import org.jspecify.annotations.NullMarked;
