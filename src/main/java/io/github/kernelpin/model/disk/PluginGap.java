package io.github.kernelpin.model.disk;

/**
 * Something for which dnf would not ask kernelpin, or would not get its verdict.
 *
 * @param path the file or directory that is to blame
 * @param problem what is wrong with it
 * @param advice what to do about it
 */
public record PluginGap(String path, String problem, String advice) {}
