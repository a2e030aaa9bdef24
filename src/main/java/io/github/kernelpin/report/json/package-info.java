/** Parts of JSON that several commands print. */
@NullMarked
package io.github.kernelpin.report.json;

import org.jspecify.annotations.NullMarked;
