/** Names, versions and dependencies as rpm compares them. Nothing here knows what a kernel is. */
@NullMarked
package io.github.kernelpin.model.rpm;

import org.jspecify.annotations.NullMarked;
