/**
 * dnf on this machine: running it, reading its output and its configuration, and front ends beside
 * it. Packages in rpm's own terms are {@code host.rpm}'s.
 */
@NullMarked
package io.github.kernelpin.host.dnf;

import org.jspecify.annotations.NullMarked;
