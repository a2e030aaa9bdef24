/**
 * The judge of hosts and its rules, one final class for each rule id. How modules stand with
 * kernels is found in {@code rules.status}; what dnf is about to do is for {@code rules} itself.
 */
@NullMarked
package io.github.kernelpin.rules.host;

import org.jspecify.annotations.NullMarked;
