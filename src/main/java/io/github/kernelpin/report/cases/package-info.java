@NullMarked
package io.github.kernelpin.report.cases;

import org.jspecify.annotations.NullMarked;
