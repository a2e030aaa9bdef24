/** What commands have found out, before anybody has chosen a format for it. */
@NullMarked
package io.github.kernelpin.report.result;

import org.jspecify.annotations.NullMarked;
