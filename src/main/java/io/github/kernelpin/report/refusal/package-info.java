/**
 * The message that an operator reads in dnf: what is refused, why, and the commands that go on from
 * here.
 */
@NullMarked
package io.github.kernelpin.report.refusal;

import org.jspecify.annotations.NullMarked;
