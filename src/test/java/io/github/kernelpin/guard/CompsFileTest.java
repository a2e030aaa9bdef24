package io.github.kernelpin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.SamplePins;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompsFileTest {

    @ParameterizedTest
    @CsvSource({
        "kernelpin guards, kernelpin-guards",
        "  Storage & Base!, storage-base",
        "8.4, 8-4",
        "***, ''",
    })
    void theIdIsMadeOfTheName(String name, String id) {
        assertEquals(id, new CompsFile(name, List.of()).id());
    }

    @Test
    void everyGuardAndModuleIsMandatory() throws IOException {
        List<Guard> guards =
                List.of(
                        Guard.of(SamplePins.pin("rhel:8.4")),
                        Guard.of(SamplePins.ofModule("kmod-drbd", "")),
                        Guard.of(SamplePins.ofModule("kmod-drbd", "9.1")));
        assertEquals(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <comps>
                  <group>
                    <id>a-b</id>
                    <name>A &lt;&amp; B</name>
                    <description>Kernel modules, and what keeps them loadable.</description>
                    <default>true</default>
                    <uservisible>true</uservisible>
                    <packagelist>
                      <packagereq type="mandatory">kernelpin-guard-p</packagereq>
                      <packagereq type="mandatory">kmod-drbd</packagereq>
                    </packagelist>
                  </group>
                </comps>
                """,
                new CompsFile("A <& B", guards).text());
    }
}
