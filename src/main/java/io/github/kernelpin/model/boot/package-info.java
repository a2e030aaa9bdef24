/**
 * What a boot loader's files say, as values: entries, GRUB's configuration and environment, and
 * what boots next. Reading them from a disk is {@code host.boot}'s.
 */
@NullMarked
package io.github.kernelpin.model.boot;

import org.jspecify.annotations.NullMarked;
