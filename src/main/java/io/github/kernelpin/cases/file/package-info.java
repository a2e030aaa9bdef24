/** Case files: found, read, and written as an example. Judging them is {@code cases.run}'s. */
@NullMarked
package io.github.kernelpin.cases.file;

import org.jspecify.annotations.NullMarked;
