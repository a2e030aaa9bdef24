@NullMarked
package io.github.kernelpin.report;

import org.jspecify.annotations.NullMarked;
