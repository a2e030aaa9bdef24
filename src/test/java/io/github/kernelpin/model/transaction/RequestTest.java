package io.github.kernelpin.model.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Allowances;
import io.github.kernelpin.model.rpm.Nevra;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RequestTest {

    private static final Nevra DRBD = Nevra.parse("drbd-9.1.2-1.el8.x86_64");
    private static final Nevra KMOD = Nevra.parse("kmod-drbd-9.1.2-1.el8.x86_64");
    private static final Transaction TRANSACTION =
            new Transaction(new HostState(List.of(), List.of(), "", "", 3), List.of());

    @Test
    void aRequestWithoutADayIsJudgedAsOfToday() {
        Request request = request("").asOf("2026-11-23");
        assertEquals(request("2026-11-23"), request);
        assertEquals(List.of("4.18.0-348.el8"), request.allowedKernels());
    }

    @Test
    void theDayOfARequestStays() {
        Request request = request("2026-12-24").asOf("2026-11-23");
        assertEquals(request("2026-12-24"), request);
        assertEquals(List.of(), request.allowedKernels());
    }

    private static Request request(String date) {
        return new Request(
                "id",
                "/root",
                "/pins",
                new DnfCommand(List.of("upgrade"), "upgrade", "upgrade", List.of()),
                TRANSACTION,
                List.of(RpmPackage.of(KMOD)),
                List.of(new Request.Dependency(DRBD, List.of(KMOD))),
                Allowances.parse(List.of("4.18.0-348.el8@2026-11-30"), date),
                true);
    }
}
