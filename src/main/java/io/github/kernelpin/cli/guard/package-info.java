/** The parts of {@code kernelpin guard}: which pins, which directory, which repository. */
@NullMarked
package io.github.kernelpin.cli.guard;

import org.jspecify.annotations.NullMarked;
