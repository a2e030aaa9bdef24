@NullMarked
package io.github.kernelpin.config;

import org.jspecify.annotations.NullMarked;
