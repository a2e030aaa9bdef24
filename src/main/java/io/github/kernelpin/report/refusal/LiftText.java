package io.github.kernelpin.report.refusal;

import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Request;
import io.github.kernelpin.model.verdict.Remedy;
import io.github.kernelpin.report.text.SafeText;
import io.github.kernelpin.report.text.TextWrapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last resort of a refusal: to lift the pins, with the price of that and the way to do it. */
final class LiftText {

    /** Where kernelpin looks for pins unless it is told otherwise. */
    private static final String PINS = KernelpinFiles.PINS;

    private final Request request;

    LiftText(Request request) {
        this.request = request;
    }

    void appendTo(StringBuilder text, Remedy.LiftPins lift) {
        List<String> ids = new ArrayList<>();
        for (Remedy.LiftPins.Lifted each : lift.pins()) {
            ids.add(each.pin());
        }
        String label = (ids.size() == 1 ? "lift pin " : "lift pins ") + inSentence(ids);
        Remedy.LiftPins.Price price = lift.price();
        TextWrapper.append(
                text, "    ", price == null ? label + ":" : label + " (" + sentence(price) + "):");
        for (Remedy.LiftPins.Lifted each : lift.pins()) {
            List<String> command = unpin(each);
            if (command == null) {
                text.append("      edit ");
                text.append(SafeText.printable(each.location().fileAndLine())).append('\n');
            } else {
                RemedyText.appendCommand(text, command);
            }
        }
    }

    private static String sentence(Remedy.LiftPins.Price price) {
        List<String> next = new ArrayList<>();
        for (Nevra each : price.next()) {
            next.add(each.withoutArch());
        }
        if (next.isEmpty()) {
            return "no kernel would be left to boot";
        }
        boolean isCertain = next.size() == 1;
        StringBuilder text =
                new StringBuilder(String.join(" or ", next)).append(" would boot next");
        List<String> without = new ArrayList<>();
        if (price.isWithoutDrivers()) {
            without.add("its drivers");
        }
        without.addAll(price.without());
        if (!without.isEmpty()) {
            text.append(isCertain ? ", without " : ", perhaps without ");
            text.append(inSentence(without));
        }
        if (!price.loading().isEmpty()) {
            text.append(without.isEmpty() ? ", with " : ", but with ");
            text.append(inSentence(price.loading()));
        }
        if (!price.unknown().isEmpty()) {
            text.append("; whether ").append(inSentence(price.unknown()));
            text.append(price.unknown().size() == 1 ? " loads" : " load");
            text.append(" there is unknown");
        }
        return text.toString();
    }

    private static String inSentence(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The command that removes the pin, or null if it would refuse to, or look elsewhere. */
    private @Nullable List<String> unpin(Remedy.LiftPins.Lifted pin) {
        String root = request.root().equals("/") ? "" : request.root();
        if (!pin.isAlone() || !request.pinsDirectory().equals(root + PINS)) {
            return null;
        }
        return root.isEmpty()
                ? List.of("kernelpin", "unpin", pin.pin())
                : List.of("kernelpin", "unpin", "--root=" + root, pin.pin());
    }
}
