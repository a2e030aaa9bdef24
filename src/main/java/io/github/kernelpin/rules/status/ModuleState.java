package io.github.kernelpin.rules.status;

import io.github.kernelpin.model.disk.KernelOnDisk;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.symbol.SymbolDiff;
import io.github.kernelpin.model.verdict.Finding;
import io.github.kernelpin.model.verdict.Severity;
import io.github.kernelpin.model.verdict.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one module stands with one kernel.
 *
 * @param cause what decides the answer
 * @param evidence what has been looked at for it
 * @param path the place that modprobe takes it from, below the kernel's directory; empty if none
 * @param target where a link at that place leads to, below the root; empty where it leads nowhere
 * @param reason what is to be said about it beyond the symbols; empty for nothing
 * @param diff the comparison of symbols; null where there was none
 * @param pins the pins that name it; empty for a module that is not pinned
 */
public record ModuleState(
        String module,
        Cause cause,
        List<Evidence> evidence,
        String path,
        String target,
        String reason,
        @Nullable SymbolDiff diff,
        List<String> pins) {

    /** Whether modprobe would load a module: there is no fourth answer. */
    public enum Loading {
        LOADS("loads"),
        DOES_NOT_LOAD("does-not-load"),
        UNKNOWN("unknown");

        private final String id;

        Loading(String id) {
            this.id = id;
        }

        /** Its name in JSON. */
        public String id() {
            return id;
        }
    }

    /** What an answer other than "loads" rests on. */
    public enum Cause {
        NONE("", Loading.LOADS, ""),
        /** Symbols are missing, or have another CRC. */
        SYMBOLS("symbols", Loading.DOES_NOT_LOAD, ""),
        /** The kernel takes no such file, whatever it needs. */
        REJECTED("rejected", Loading.DOES_NOT_LOAD, "the kernel rejects the file"),
        /** It was built for a kernel with other settings. */
        VERMAGIC("vermagic", Loading.DOES_NOT_LOAD, ""),
        /** Its struct module has another size than the kernel's. */
        STRUCT_SIZE("struct-size", Loading.DOES_NOT_LOAD, ""),
        /** The same in a kernel that is not known to look at it, and may be damaged by it. */
        UNCHECKED_STRUCT_SIZE("struct-size", Loading.UNKNOWN, ""),
        /** It exports what is exported already. */
        DUPLICATE("duplicate-export", Loading.DOES_NOT_LOAD, ""),
        /** It exports what a module of the kernel does that may be loaded. */
        MAY_BE_DUPLICATE("duplicate-export", Loading.UNKNOWN, ""),
        NOT_FOUND("not-found", Loading.DOES_NOT_LOAD, "not found"),
        DANGLING("dangling-link", Loading.DOES_NOT_LOAD, "dangling link"),
        /** The kernel's own module of that name is taken. */
        IN_TREE("in-tree", Loading.DOES_NOT_LOAD, "the in-tree module instead"),
        /** A module that it needs does not load. */
        NEEDS_FAILING("needed-module", Loading.DOES_NOT_LOAD, ""),
        /** Of a module that it needs it is not known. */
        NEEDS_UNKNOWN("needed-module", Loading.UNKNOWN, ""),
        /** The file of a module that it needs cannot be read. */
        NEEDS_UNREADABLE("needed-module", Loading.UNKNOWN, ""),
        UNREADABLE("unreadable", Loading.UNKNOWN, "cannot be read"),
        /** It is another kernel's alone, and nothing links it into this one. */
        NOT_LINKED("not-linked", Loading.UNKNOWN, ""),
        /** The module or the kernel names nothing that could be compared. */
        NOTHING_TO_COMPARE("nothing-to-compare", Loading.UNKNOWN, "");

        private final String id;
        private final Loading loading;
        private final String phrase;

        Cause(String id, Loading loading, String phrase) {
            this.id = id;
            this.loading = loading;
            this.phrase = phrase;
        }

        /** Its name in JSON. */
        public String id() {
            return id;
        }
    }

    public ModuleState {
        evidence = List.copyOf(evidence);
        pins = List.copyOf(pins);
    }

    /** The answer. */
    public Loading loading() {
        return cause.loading;
    }

    /** Tells whether the kernel would not get the module at all. */
    public boolean isMissing() {
        return cause == Cause.NOT_FOUND || cause == Cause.DANGLING || cause == Cause.IN_TREE;
    }

    /** "does not load: 2 of 214 symbols disagree", "loads", or whatever there is to say. */
    public String describe() {
        String answer =
                switch (loading()) {
                    case LOADS -> "loads";
                    case DOES_NOT_LOAD -> "does not load";
                    case UNKNOWN -> "unknown";
                };
        String explanation = explain();
        return explanation.isEmpty() ? answer : answer + ": " + explanation;
    }

    /** What decides the answer, in words: "not found: no file of that name"; may be empty. */
    public String explain() {
        return Stream.of(cause == Cause.SYMBOLS ? disagreement() : cause.phrase, reason)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
    }

    /** What was compared, in words: "3 symbols, vermagic, struct module"; may be empty. */
    public String compared() {
        List<String> parts = new ArrayList<>();
        SymbolDiff compared = diff;
        if (compared != null && evidence.contains(Evidence.SYMBOLS)) {
            parts.add(compared.compared() + (compared.compared() == 1 ? " symbol" : " symbols"));
        }
        if (evidence.contains(Evidence.EXPORTS)) {
            parts.add("exports");
        }
        if (evidence.contains(Evidence.VERMAGIC)) {
            parts.add("vermagic");
        }
        if (evidence.contains(Evidence.STRUCT_SIZE)) {
            parts.add("struct module");
        }
        return String.join(", ", parts);
    }

    private String disagreement() {
        SymbolDiff compared = diff;
        if (compared == null) {
            return "";
        }
        String missing = compared.missing().isEmpty() ? "" : compared.missing().size() + " missing";
        String changed = compared.changed().isEmpty() ? "" : compared.changed().size() + " changed";
        return compared.disagreeing()
                + " of "
                + compared.compared()
                + " symbols disagree ("
                + missing
                + (missing.isEmpty() || changed.isEmpty() ? "" : ", ")
                + changed
                + ")";
    }

    /** The finding about a pinned module in the kernel that boots next. */
    public Finding finding(
            String rule, Severity severity, Pin pin, Pin.PinnedModule pinned, KernelOnDisk kernel) {
        return new Finding(
                rule,
                severity,
                pin.id(),
                new Subject.InstalledKernel(kernel.release().text()),
                pinned.name() + ": " + describe(),
                List.of(),
                pin.reason(),
                pinned.location(),
                List.of());
    }
}
