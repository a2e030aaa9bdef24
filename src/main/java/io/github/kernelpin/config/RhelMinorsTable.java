package io.github.kernelpin.config;

import io.github.kernelpin.model.KernelMinor;
import io.github.kernelpin.model.RhelMinors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The table of RHEL minors that comes with kernelpin. */
public final class RhelMinorsTable {

    private static final String RESOURCE = "kernel-minors.csv";

    private RhelMinorsTable() {}

    public static RhelMinors load() {
        List<RhelMinors.Row> rows = new ArrayList<>();
        try (InputStream in = RhelMinorsTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from kernelpin's jar");
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    rows.add(row(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " from kernelpin's jar", e);
        }
        return new RhelMinors(rows);
    }

    private static RhelMinors.Row row(String line) {
        int first = line.indexOf(',');
        int second = line.indexOf(',', first + 1);
        long build = Long.parseLong(line.substring(second + 1));
        return new RhelMinors.Row(
                line.substring(0, first),
                new KernelMinor(line.substring(first + 1, second), build));
    }
}
