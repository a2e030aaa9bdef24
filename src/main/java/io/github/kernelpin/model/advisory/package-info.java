/** Security advisories, as repositories publish them in their updateinfo. */
@NullMarked
package io.github.kernelpin.model.advisory;

import org.jspecify.annotations.NullMarked;
