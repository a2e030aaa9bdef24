/**
 * A machine as the program sees it. Here are the rooms put together; each room reads or runs one
 * kind of source, and none of them judges.
 */
@NullMarked
package io.github.kernelpin.host;

import org.jspecify.annotations.NullMarked;
