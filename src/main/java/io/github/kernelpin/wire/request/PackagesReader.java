package io.github.kernelpin.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one of a request's lists of packages. */
final class PackagesReader {

    /** The name of a file has 255 bytes; a package's ends with .rpm, and has no epoch. */
    private static final int NEVRA_CHARACTERS_MAX = 262;

    private static final int NEVRA_CHARACTERS_SHOWN = 40;

    private final JsonFields fields;
    private final JsonParser parser;
    private final String field;
    private final int countMax;

    PackagesReader(JsonFields fields, String field, int countMax) {
        this.fields = fields;
        this.parser = fields.parser();
        this.field = field;
        this.countMax = countMax;
    }

    /** Reads them, all of which have to be called as a package can be. */
    List<RpmPackage> readAll() throws IOException {
        return read(false);
    }

    /**
     * Reads those that are called as a package can be, as many as there may be: what is merely
     * visible is no reason to refuse anything, and what is passed over is not offered.
     */
    List<RpmPackage> readSensible() throws IOException {
        return read(true);
    }

    private List<RpmPackage> read(boolean passOver) throws IOException {
        List<RpmPackage> packages = new ArrayList<>();
        fields.expectHere(JsonToken.START_ARRAY, field);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            RpmPackage each = new PackageReader(fields).read();
            if (passOver && (!isFileName(each.nevra()) || packages.size() == countMax)) {
                continue;
            }
            checkName(each.nevra(), fields);
            packages.add(each);
            if (packages.size() > countMax) {
                throw fields.wrong("more than " + countMax + " packages in " + field);
            }
        }
        return packages;
    }

    /** A package comes as a file, whatever its metadata say. */
    private static boolean isFileName(Nevra nevra) {
        return nevra.toString().length() <= NEVRA_CHARACTERS_MAX;
    }

    /**
     * Checks that a package can be called so.
     *
     * @throws RequestFormatException if its NEVRA is longer than the name of a file
     */
    static void checkName(Nevra nevra, JsonFields fields) throws RequestFormatException {
        if (!isFileName(nevra)) {
            throw fields.wrong(
                    "a package is called "
                            + nevra.toString().substring(0, NEVRA_CHARACTERS_SHOWN)
                            + "..., by "
                            + nevra.toString().length()
                            + " characters: expected at most "
                            + NEVRA_CHARACTERS_MAX);
        }
    }
}
