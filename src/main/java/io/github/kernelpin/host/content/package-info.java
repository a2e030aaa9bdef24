/**
 * What is in a file that may be compressed, however large it is when unpacked. What the bytes mean
 * is for those who ask.
 */
@NullMarked
package io.github.kernelpin.host.content;

import org.jspecify.annotations.NullMarked;
