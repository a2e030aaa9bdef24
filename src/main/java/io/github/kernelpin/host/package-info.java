@NullMarked
package io.github.kernelpin.host;

import org.jspecify.annotations.NullMarked;
