package io.github.kernelpin.properties;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * A world as files below a directory: its pins where a host has them, its request, and the case
 * that the request is judged as it is in this process.
 *
 * @param root the directory
 * @param outcome what becomes of the request
 * @param request in the wire format
 */
public record WorldFiles(Path root, Outcome outcome, String request) {

    /** Writes all of them. */
    public static WorldFiles write(World world, Path root) throws IOException {
        Path pins = Files.createDirectories(Path.of(World.pinsOf(root.toString())));
        for (WorldPin pin : world.pins()) {
            Files.writeString(pins.resolve(pin.file()), pin.toml());
        }
        Outcome outcome = Outcome.of(world.pinsIn(pins.toString()), world.request(root.toString()));
        String request = RequestJson.text(world.request(root.toString()));
        Files.writeString(root.resolve("request.json"), request);
        Files.writeString(root.resolve("a.case.toml"), caseFile(root, outcome));
        return new WorldFiles(root, outcome, request);
    }

    private static String caseFile(Path root, Outcome outcome) {
        TreeSet<String> rules = new TreeSet<>();
        outcome.verdict().findings().forEach(each -> rules.add('"' + each.rule() + '"'));
        return "name = \"%s\"\npins = \"etc/kernelpin/pins.d\"\n".formatted(root.getFileName())
                + "request = \"request.json\"\n"
                + "expect = \"%s\"\n".formatted(outcome.isRefusal() ? "refuse" : "allow")
                + "rules = [%s]\n".formatted(String.join(", ", rules));
    }
}
