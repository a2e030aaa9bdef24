@NullMarked
package io.github.kernelpin.cli;

import org.jspecify.annotations.NullMarked;
