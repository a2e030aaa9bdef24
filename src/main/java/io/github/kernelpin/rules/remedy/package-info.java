/**
 * What the operator can do about a refusal, found by judging again. Its wording is {@code
 * report.refusal}'s.
 */
@NullMarked
package io.github.kernelpin.rules.remedy;

import org.jspecify.annotations.NullMarked;
