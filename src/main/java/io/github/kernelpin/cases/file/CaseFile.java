package io.github.kernelpin.cases.file;

import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.cases.TransactionCase;
import io.github.kernelpin.config.toml.BadFileException;
import io.github.kernelpin.config.toml.FileError;
import io.github.kernelpin.config.toml.TomlDocument;
import io.github.kernelpin.config.toml.TomlFields;
import io.github.kernelpin.config.toml.TomlValue;
import io.github.kernelpin.model.kernel.RhelMinors;
import io.github.kernelpin.model.verdict.Decision;
import io.github.kernelpin.model.verdict.SourceLocation;
import io.github.kernelpin.rules.Judge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a case file, {@code cases.md} describes it, and lists everything that is wrong with it. */
public final class CaseFile {

    private static final int FILE_BYTES_MAX = 1024 * 1024;
    private static final int NAME_CHARACTERS_MAX = 200;
    private static final List<String> OWN_KEYS = List.of("request", "expect", "rules", "message");

    private static final String IN_REQUEST =
            " is in the recorded request already: expected one of them";

    private final String text;
    private final TomlValue.Table table;
    private final List<FileError> errors = new ArrayList<>();
    private final TomlFields fields;
    private final CasePaths paths;

    private CaseFile(Path file, String text, TomlValue.Table table) {
        this.text = text;
        this.table = table;
        this.fields = new TomlFields(errors);
        this.paths = new CasePaths(file, table, fields);
    }

    /**
     * Reads one case.
     *
     * @throws BadCaseException if it is none, or could pass without proving anything
     */
    public static TransactionCase read(Path file, RhelMinors minors) throws BadCaseException {
        String text = text(file);
        try {
            return new CaseFile(file, text, TomlDocument.parse(file.toString(), text)).read(minors);
        } catch (BadFileException e) {
            throw new BadCaseException(e.errors());
        }
    }

    private static String text(Path file) throws BadCaseException {
        if (!Files.isRegularFile(file)) {
            throw bad(file, "not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw bad(file, "larger than " + FILE_BYTES_MAX + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw bad(file, "not UTF-8 text");
        } catch (IOException e) {
            throw bad(file, "cannot be read: " + e);
        }
    }

    private static BadCaseException bad(Path file, String message) {
        return new BadCaseException(
                List.of(new FileError(new SourceLocation(file.toString(), 1, 1), message)));
    }

    private TransactionCase read(RhelMinors minors) throws BadCaseException {
        List<String> keys = new ArrayList<>(List.of("name"));
        keys.addAll(WrittenPins.KEYS);
        keys.addAll(OWN_KEYS);
        keys.addAll(WrittenRequest.KEYS);
        keys.addAll(RepositorySource.KEYS);
        fields.checkKeys(table, keys);
        String name = name();
        WrittenPins written = new WrittenPins(table, fields, paths);
        TransactionCase.Pins pins = written.read(text, minors, errors);
        TransactionCase.Source source = source();
        if (source instanceof TransactionCase.Repository) {
            written.checkLast();
        }
        CaseVerdict expected = expected();
        if (!errors.isEmpty()) {
            errors.sort(Comparator.comparing(FileError::location));
            throw new BadCaseException(errors);
        }
        return new TransactionCase(
                name, fields.locationOf(table, "expect"), pins, source, expected);
    }

    private String name() {
        String name = fields.requiredText(table, "name");
        boolean good = name.length() <= NAME_CHARACTERS_MAX;
        for (int i = 0; i < name.length(); i++) {
            good &= !Character.isISOControl(name.charAt(i));
        }
        if (!good) {
            fields.error(
                    fields.locationOf(table, "name"),
                    "name is to be one line of up to " + NAME_CHARACTERS_MAX + " characters");
        }
        return name;
    }

    private TransactionCase.Source source() {
        if (table.entries().containsKey("request")) {
            refuse(WrittenRequest.KEYS, IN_REQUEST);
            refuse(RepositorySource.KEYS, IN_REQUEST);
            return new TransactionCase.Recorded(
                    paths.existing("request", fields.text(table, "request")),
                    fields.locationOf(table, "request"));
        }
        if (table.entries().containsKey("repository")) {
            return new RepositorySource(table, fields, paths).read();
        }
        refuse(RepositorySource.KEYS, " goes with repository, which is missing");
        return new TransactionCase.ByHand(new WrittenRequest(table, fields).read());
    }

    private void refuse(List<String> keys, String problem) {
        for (String key : keys) {
            if (table.entries().containsKey(key)) {
                fields.error(fields.locationOf(table, key), key + problem);
            }
        }
    }

    private CaseVerdict expected() {
        String expect = fields.requiredText(table, "expect");
        Decision decision = decision(expect);
        if (!expect.isEmpty() && !expect.equals(decision.id())) {
            fields.error(
                    fields.locationOf(table, "expect"),
                    "\"" + expect + "\" is no verdict: expected allow, hold or refuse");
        }
        if (!table.entries().containsKey("rules")) {
            fields.error(table.location(), "rules is missing: expected the ids of rules, or []");
        }
        List<String> rules = rules();
        if (decision != Decision.ALLOW
                && table.entries().get("rules") instanceof TomlValue.Array array
                && array.elements().isEmpty()) {
            fields.error(
                    fields.locationOf(table, "rules"),
                    "rules is empty: whatever is refused or held back has a rule for it");
        }
        return new CaseVerdict(decision, rules, message());
    }

    /** The decision of this name; any if there is none. */
    private static Decision decision(String id) {
        for (Decision each : Decision.values()) {
            if (each.id().equals(id)) {
                return each;
            }
        }
        return Decision.ALLOW;
    }

    private List<String> rules() {
        List<String> rules = new ArrayList<>();
        for (TomlValue.Text rule : fields.list(table, "rules")) {
            if (!Judge.ruleIds().contains(rule.text())) {
                fields.error(
                        rule.location(),
                        "\""
                                + rule.text()
                                + "\" is no rule: expected "
                                + String.join(", ", Judge.ruleIds()));
            }
            if (rules.contains(rule.text())) {
                fields.error(rule.location(), rule.text() + " is there twice");
            }
            rules.add(rule.text());
        }
        return rules;
    }

    /** An empty message is one as well: nothing is to be said. */
    private @Nullable String message() {
        TomlValue value = table.entries().get("message");
        if (value instanceof TomlValue.Text text) {
            return text.text().stripTrailing();
        }
        if (value != null) {
            fields.error(value.location(), "message is " + value.kind() + ": expected a string");
        }
        return null;
    }
}
