/** Results of cases, a class for each output format. */
@NullMarked
package io.github.kernelpin.cases.report;

import org.jspecify.annotations.NullMarked;
