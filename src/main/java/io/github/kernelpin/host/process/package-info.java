/** Other programs and temporary directories: started, watched, and ended whatever happens. */
@NullMarked
package io.github.kernelpin.host.process;

import org.jspecify.annotations.NullMarked;
