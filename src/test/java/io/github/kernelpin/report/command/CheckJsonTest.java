package io.github.kernelpin.report.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.model.disk.PluginGap;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.report.result.CheckResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckJsonTest {

    @Test
    void whyNobodyAsksKernelpinIsAFindingOfTheHost() throws IOException {
        CheckResult result =
                new CheckResult(
                        List.of(),
                        Allowances.parse(List.of(), ""),
                        false,
                        List.of(new PluginGap("/etc/dnf/dnf.conf", "plugins is off", "remove it")));

        assertEquals(
                """
                {"schema":2,"kernels":[],"findings":[{"rule":"not-enforced","severity":"refuse",\
                "pin":"","path":"/etc/dnf/dnf.conf","message":"plugins is off",\
                "details":["remove it"],"reason":"","file":"/etc/dnf/dnf.conf","line":1}]}
                """,
                new CheckJson(RhelMinorsTable.load()).text(result));
    }
}
