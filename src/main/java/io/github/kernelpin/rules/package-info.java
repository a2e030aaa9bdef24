@NullMarked
package io.github.kernelpin.rules;

import org.jspecify.annotations.NullMarked;
