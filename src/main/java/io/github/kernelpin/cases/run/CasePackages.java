package io.github.kernelpin.cases.run;

import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.cases.file.BadCaseException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.host.process.ProcessRunner;
import io.github.kernelpin.host.process.ScratchDirectory;
import io.github.kernelpin.host.rpm.PackageRepository;
import io.github.kernelpin.host.rpm.RpmFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The RPM files that cases name; what several cases use is read once. */
final class CasePackages {

    private final ProcessRunner processes;
    private final Map<Path, RpmFiles> files = new TreeMap<>();
    private final Map<Path, PackageRepository> repositories = new TreeMap<>();

    CasePackages(ProcessRunner processes) {
        this.processes = processes;
    }

    /** What dnf chooses from; it lives as long as {@code scratch}. */
    PackageRepository repository(TransactionCase.Repository given, ScratchDirectory scratch)
            throws IOException {
        Path place = given.directory().path().toRealPath();
        PackageRepository known = repositories.get(place);
        if (known == null) {
            known = PackageRepository.of(files(place), scratch, processes);
            repositories.put(place, known);
        }
        return known;
    }

    /**
     * The files of what is installed.
     *
     * @throws BadCaseException with the position of each that has none
     */
    List<Path> installed(TransactionCase.Repository given) throws BadCaseException, IOException {
        Path place = given.installedFrom().path();
        RpmFiles from = files(place.toRealPath());
        List<Path> rpms = new ArrayList<>();
        List<FileError> errors = new ArrayList<>();
        for (TransactionCase.Word each : given.installed()) {
            Path rpm = from.of(each.text());
            if (rpm == null) {
                errors.add(
                        new FileError(
                                each.location(), "no RPM file in " + place + " is " + each.text()));
            } else {
                rpms.add(rpm);
            }
        }
        if (!errors.isEmpty()) {
            throw new BadCaseException(errors);
        }
        return rpms;
    }

    private RpmFiles files(Path place) throws IOException {
        RpmFiles known = files.get(place);
        if (known == null) {
            known = RpmFiles.read(place, processes);
            files.put(place, known);
        }
        return known;
    }
}
