package io.github.kernelpin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.ModuleFixture;
import io.github.kernelpin.cli.command.WarmupCommand;
import io.github.kernelpin.cli.console.Clock;
import io.github.kernelpin.cli.console.ExitCode;
import io.github.kernelpin.host.module.KernelObject;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.wire.VerdictWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Watches which classes the hook's JVM loads: machinery that is slow to start stays out, where the
 * JDK and the libraries would start it themselves too. Our own code is {@code HookPathTest}'s. A
 * newer JDK brings some of it in by itself, for every jar that it opens.
 */
@EnabledForJreRange(max = JRE.JAVA_17)
@Tag("slow")
final class HookStartupTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final Pattern LOADED = Pattern.compile("(?m)^(?:\\[[^]]*])* ?(\\S+) source: ");

    /** Method handles, regexes, streams, resources, and binding. */
    private static final Pattern SLOW =
            Pattern.compile(
                    ".*\\$\\$Lambda.*"
                            + "|java\\.lang\\.invoke\\.(LambdaForm.*/0x.*|InnerClassLambdaMetafactory"
                            + "|StringConcatFactory|CallSite|BootstrapMethodInvoker)"
                            + "|java\\.lang\\.runtime\\..*"
                            + "|java\\.util\\.regex\\..*"
                            + "|java\\.util\\.stream\\..*"
                            + "|java\\.net\\.URLConnection"
                            + "|com\\.fasterxml\\.jackson\\.databind\\.ObjectMapper");

    @TempDir private Path scratch;

    /** With a day in it, so that the clock is looked at. */
    @Test
    void aVerdictStartsNothingSlow() throws IOException {
        String request = resource("warmup-request.json");
        String dated = request.replace("\"4.18.0-999.el8\"", "\"4.18.0-999.el8@2000-01-01\"");
        assertTrue(!dated.equals(request), request);

        List<String> loaded = loadedFor(resource("warmup-pin.toml"), dated, ExitCode.REFUSED);

        assertTrue(loaded.contains(Clock.class.getName()), loaded.toString());
        assertTrue(loaded.contains(VerdictWriter.class.getName()), loaded.toString());
        assertTrue(loaded.toString().contains(".NeededModules,"), loaded.toString());
        assertEquals(List.of(), slowOnes(loaded));
    }

    @Test
    void norDoesTheFileOfAModule() throws IOException {
        ModuleFixture.builtFor("4.18.0-305.el8.x86_64")
                .needs("printk", 0x1)
                .writeTo(scratch.resolve("lib/modules/4.18.0-305.el8.x86_64/extra/sample.ko"));
        String request =
                resource("warmup-request.json")
                        .replace("\"root\": \"/\"", "\"root\": \"" + scratch + "\"");
        String pin = "[[pin]]\nid = \"sample\"\n[[pin.module]]\nname = \"sample\"\n";

        List<String> loaded = loadedFor(pin, request, ExitCode.ASKS);

        assertTrue(loaded.contains(KernelObject.class.getName()), loaded.toString());
        assertEquals(List.of(), slowOnes(loaded));
    }

    private static List<String> slowOnes(List<String> loaded) {
        List<String> slow = new ArrayList<>();
        for (String each : loaded) {
            if (SLOW.matcher(each).matches()) {
                slow.add(each);
            }
        }
        return slow;
    }

    /** The classes loaded from {@link Main} on: what the JVM takes for itself comes before it. */
    private List<String> loadedFor(String pin, String request, int status) throws IOException {
        Path pins = Files.createDirectory(scratch.resolve("pins.d"));
        Files.writeString(pins.resolve("sample.toml"), pin);
        Path log = scratch.resolve("classes.log");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:disable",
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "hook");

        ProcessRunner.Result result =
                new ProcessRunner()
                        .run(command, request.replace("@PINS@", pins.toString()), TIMEOUT);

        assertEquals(status, result.exitStatus(), result.output());
        List<String> loaded = new ArrayList<>();
        Matcher lines = LOADED.matcher(Files.readString(log));
        while (lines.find()) {
            loaded.add(lines.group(1));
        }
        return loaded.subList(loaded.indexOf(Main.class.getName()), loaded.size());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = WarmupCommand.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
