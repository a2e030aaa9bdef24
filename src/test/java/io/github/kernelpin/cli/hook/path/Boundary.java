package io.github.kernelpin.cli.hook.path;

/**
 * A call that is let be.
 *
 * @param from the method that makes it, as in {@code Main.run}
 * @param to what it calls, as in {@code KernelpinCommand.run} or {@code String.split}
 * @param reason why it takes no time of a hook that judges
 */
public record Boundary(String from, String to, String reason) {}
