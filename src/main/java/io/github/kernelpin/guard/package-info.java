@NullMarked
package io.github.kernelpin.guard;

import org.jspecify.annotations.NullMarked;
