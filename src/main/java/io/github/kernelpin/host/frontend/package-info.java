/**
 * Who installs packages on a system, and whether they ask kernelpin: dnf's settings, the
 * configuration of its plugin, and programs that know no plugin. What runs dnf is in {@code
 * host.dnf}.
 */
@NullMarked
package io.github.kernelpin.host.frontend;

import org.jspecify.annotations.NullMarked;
