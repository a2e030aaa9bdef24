package io.github.kernelpin.model.disk;

/**
 * A way around dnf's plugin.
 *
 * @param path the file that shows it
 * @param advice what it means, and what to do about it
 */
public record Bypass(String name, String path, String advice) {}
