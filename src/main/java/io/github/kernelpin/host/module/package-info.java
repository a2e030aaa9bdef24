/**
 * Files of kernel modules: where they are, what modules.dep chooses, and what their ELF sections
 * say.
 */
@NullMarked
package io.github.kernelpin.host.module;

import org.jspecify.annotations.NullMarked;
