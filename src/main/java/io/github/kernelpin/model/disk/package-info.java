/**
 * What is on a host's disk, as records: kernels, module files and their places, and ways around the
 * plugin. Which of it is right is decided in {@code rules.status}.
 */
@NullMarked
package io.github.kernelpin.model.disk;

import org.jspecify.annotations.NullMarked;
