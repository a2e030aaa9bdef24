/**
 * Configuration files as libdnf reads them, and the kinds of values in them. What dnf's own options
 * mean is in {@code host.frontend}.
 */
@NullMarked
package io.github.kernelpin.host.ini;

import org.jspecify.annotations.NullMarked;
