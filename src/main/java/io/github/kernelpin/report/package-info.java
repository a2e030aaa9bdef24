/**
 * Findings, verdicts and states as text or JSON for people and programs. A rendering decides
 * nothing and reads nothing.
 */
@NullMarked
package io.github.kernelpin.report;

import org.jspecify.annotations.NullMarked;
