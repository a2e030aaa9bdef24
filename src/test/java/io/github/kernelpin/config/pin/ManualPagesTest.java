package io.github.kernelpin.config.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.host.file.RootedPath;
import io.github.kernelpin.model.pin.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What manual pages and the packaged example show of pins and options is what is read. */
final class ManualPagesTest {

    private static final Path PINS_PAGE = Path.of("src/main/man/kernelpin-pins.5.adoc");
    private static final Path PLUGIN_PAGE = Path.of("src/main/man/dnf-kernelpin.8.adoc");
    private static final Path EXAMPLE = Path.of("src/main/conf/drbd.toml.example");
    private static final Path OPTIONS = Path.of("dnf-plugin/kernelpin.conf");
    private static final Pattern TOML =
            Pattern.compile("\\[source,toml]\n----\n(.*?)----\n", Pattern.DOTALL);

    @TempDir private Path scratch = Path.of("");

    @Test
    void everyPinThatThePageShowsIsAccepted() throws IOException, BadFileException {
        Path directory = Files.createDirectory(scratch.resolve("pins.d"));
        for (MatchResult block : results(TOML, PINS_PAGE)) {
            Files.writeString(directory.resolve(block.start() + ".toml"), block.group(1));
        }

        List<String> ids = read(directory).stream().map(Pin::id).sorted().toList();

        assertEquals(List.of("drbd", "serial", "zfs"), ids);
    }

    @Test
    void theExampleIsAPinOnceItIsRenamed() throws IOException, BadFileException {
        Path directory = Files.createDirectory(scratch.resolve("pins.d"));
        Files.copy(EXAMPLE, directory.resolve("drbd.toml.example"));
        assertEquals(List.of(), read(directory));

        // What it shows commented out is meant to be right as well.
        Files.writeString(
                directory.resolve("drbd.toml"),
                Files.readString(EXAMPLE).replace("\n#deny", "\ndeny"));

        assertEquals(List.of("drbd"), read(directory).stream().map(Pin::id).toList());
    }

    @Test
    void thePageHasEveryKeyAndNoOthers() throws IOException {
        Set<String> documented = new TreeSet<>();
        results(Pattern.compile("\n\\*([a-z]+)\\* = _"), PINS_PAGE)
                .forEach(match -> documented.add(match.group(1)));
        // [[pin.module]] is written as the table that it is.
        documented.add("module");
        Set<String> known = new TreeSet<>(PinFile.PIN_KEYS);
        known.addAll(PinFile.MODULE_KEYS);

        assertEquals(known, documented);
    }

    @Test
    void thePluginsPageHasEveryOptionAndNoOthers() throws IOException {
        Pattern option = Pattern.compile("\n([a-z_]+) *=");
        Set<String> packaged = new TreeSet<>();
        results(option, OPTIONS).forEach(match -> packaged.add(match.group(1)));
        Set<String> shown = new TreeSet<>();
        results(option, PLUGIN_PAGE).forEach(match -> shown.add(match.group(1)));
        Set<String> documented = new TreeSet<>();
        results(Pattern.compile("\n\\*([a-z_]+)\\*::"), PLUGIN_PAGE)
                .forEach(match -> documented.add(match.group(1)));

        assertEquals(packaged, documented);
        shown.removeAll(packaged);
        assertEquals(new TreeSet<>(), shown);
    }

    private static List<Pin> read(Path directory) throws BadFileException {
        return PinDirectory.read(
                List.of(RootedPath.ofHost(directory)), RhelMinorsTable.load(), false);
    }

    private static List<MatchResult> results(Pattern pattern, Path file) throws IOException {
        List<MatchResult> results = pattern.matcher(Files.readString(file)).results().toList();
        assertFalse(results.isEmpty(), file + " has nothing like " + pattern);
        return results;
    }
}
