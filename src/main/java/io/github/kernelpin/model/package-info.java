@NullMarked
package io.github.kernelpin.model;

import org.jspecify.annotations.NullMarked;
