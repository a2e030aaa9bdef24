package io.github.kernelpin.model.boot;

/**
 * The kernel that boots next.
 *
 * @param kernel what {@code uname -r} will say; empty if that is not known
 * @param source what says so, or why nothing does
 */
public record NextBoot(String kernel, String source) {}
