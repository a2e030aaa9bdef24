/** What the commands print, a {@code Report} for each command and format. */
@NullMarked
package io.github.kernelpin.report.command;

import org.jspecify.annotations.NullMarked;
