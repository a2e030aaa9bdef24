package io.github.kernelpin.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.kernelpin.Resources;
import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.cases.file.BadCaseException;
import io.github.kernelpin.cases.file.CaseFile;
import io.github.kernelpin.cases.file.CaseFiles;
import io.github.kernelpin.config.pin.RhelMinorsTable;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.model.verdict.Verdict;
import io.github.kernelpin.rules.Judge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A case of {@code src/test/resources/rules}: a host, a transaction and pins.
 *
 * @param toml the whole file
 * @param pinFile those of its lines that are pins
 */
record GoldenCase(Path file, JsonNode toml, Request request, List<Pin> pins, String pinFile) {

    static GoldenCase read(Path file) {
        try {
            TransactionCase read = CaseFile.read(file, RhelMinorsTable.load());
            TransactionCase.OwnPins own = (TransactionCase.OwnPins) read.pins();
            TransactionCase.ByHand source = (TransactionCase.ByHand) read.source();
            return new GoldenCase(
                    file,
                    new TomlMapper().readTree(file.toFile()),
                    source.request(),
                    own.pins(),
                    own.toml());
        } catch (BadCaseException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<GoldenCase> all() {
        List<GoldenCase> cases = new ArrayList<>();
        try {
            for (Path each : CaseFiles.find(List.of(Resources.path("rules")))) {
                cases.add(read(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    Transaction transaction() {
        return request.transaction();
    }

    /** What the rules find, before anything is held back for it. */
    Verdict found() {
        return Judge.judge(pins, transaction(), request.allowedKernels());
    }

    /** What a table of the case says of a package. */
    JsonNode table(RpmPackage rpm) {
        for (JsonNode each : toml.path("package")) {
            if (Nevra.parse(each.path("nevra").asText()).equals(rpm.nevra())) {
                return each;
            }
        }
        return toml.path("nothing");
    }

    /** What comes in, or could. */
    List<RpmPackage> offered() {
        Map<Nevra, RpmPackage> offered = new TreeMap<>();
        transaction().incoming().forEach(each -> offered.put(each.nevra(), each));
        request.available().forEach(each -> offered.putIfAbsent(each.nevra(), each));
        return new ArrayList<>(offered.values());
    }

    /**
     * What is known to differ, and may.
     *
     * @param table one of {@code src/test/resources/agreement}: case, difference and its reason
     */
    List<String> known(String table) {
        return Resources.rows("agreement/" + table)
                .filter(row -> row.get(0).equals(toString()))
                .map(row -> row.get(1))
                .toList();
    }

    /** The folder, which is a rule's, and the name. */
    @Override
    public String toString() {
        int end = file.getNameCount();
        return file.subpath(end - 2, end).toString();
    }
}
