/**
 * Files below a root: resolving, reading within limits, and replacing. Nothing here knows what is
 * in them.
 */
@NullMarked
package io.github.kernelpin.host.file;

import org.jspecify.annotations.NullMarked;
