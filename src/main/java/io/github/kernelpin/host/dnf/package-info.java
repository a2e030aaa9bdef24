/**
 * dnf at work: running it and reading what it prints. How it is set up is {@code host.frontend}'s,
 * packages in rpm's own terms are {@code host.rpm}'s.
 */
@NullMarked
package io.github.kernelpin.host.dnf;

import org.jspecify.annotations.NullMarked;
