@NullMarked
package io.github.kernelpin.dnf;

import org.jspecify.annotations.NullMarked;
