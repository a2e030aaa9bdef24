/**
 * The judge and its rules, one final class for each rule id, and nothing else. What several rules
 * need is in the rooms below; files, processes and text are not met here.
 */
@NullMarked
package io.github.kernelpin.rules;

import org.jspecify.annotations.NullMarked;
