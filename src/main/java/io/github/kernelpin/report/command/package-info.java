/** What the commands print, a class for each command and format. */
@NullMarked
package io.github.kernelpin.report.command;

import org.jspecify.annotations.NullMarked;
