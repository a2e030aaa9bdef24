package io.github.kernelpin.rules.pair;

import io.github.kernelpin.model.kernel.KernelVariant;
import io.github.kernelpin.model.kernel.RpmPackage;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import io.github.kernelpin.model.transaction.Transaction;
import io.github.kernelpin.rules.symbol.Loading;
import io.github.kernelpin.rules.symbol.ModuleLoads;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a transaction leaves a pin with: which kernels meet it, before and after, and in which of
 * those that stay its modules have to load.
 *
 * <p>A kernel meets a pin if that permits it, or an allowance does, and every module loads in it.
 * What counts is the kernel that boots next, of each variant and of all that the pin is about: if
 * it met the pin before, the one that boots next afterwards has to. If it did not, the last kernel
 * that met the pin must not be lost.
 */
public final class EndState {

    private final Pin pin;
    private final Transaction transaction;
    private final ModuleLoads loads;
    private final List<String> allowed;
    private final NextBoot nextBoot;
    private final List<Group> groups = new ArrayList<>();
    private final SortedSet<Nevra> mustLoad = new TreeSet<>();
    private final SortedSet<Nevra> newlyNext = new TreeSet<>();

    /** Kernels of one variant, or all of them. */
    private record Group(List<RpmPackage> before, List<RpmPackage> after) {
        Group() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    EndState(ModuleLoads loads, List<String> allowed) {
        this.pin = loads.pin();
        this.transaction = loads.transaction();
        this.loads = loads;
        this.allowed = allowed;
        this.nextBoot = new NextBoot(transaction);
        collectGroups();
        for (Group group : groups) {
            addMustLoad(group);
        }
    }

    private void collectGroups() {
        SortedMap<String, Group> byVariant = new TreeMap<>();
        Group all = new Group();
        groups.add(all);
        for (RpmPackage each : transaction.before()) {
            if (pin.appliesTo(each)) {
                all.before().add(each);
                ofVariant(each, byVariant).before().add(each);
            }
        }
        for (RpmPackage each : transaction.after()) {
            if (pin.appliesTo(each)) {
                all.after().add(each);
                ofVariant(each, byVariant).after().add(each);
            }
        }
        groups.addAll(byVariant.values());
    }

    private static Group ofVariant(RpmPackage kernel, SortedMap<String, Group> byVariant) {
        String variant = variantOf(kernel);
        Group group = byVariant.get(variant);
        if (group == null) {
            group = new Group();
            byVariant.put(variant, group);
        }
        return group;
    }

    private static String variantOf(RpmPackage kernel) {
        return KernelVariant.of(kernel.name()).orElse("");
    }

    private void addMustLoad(Group group) {
        if (metBefore(group)) {
            List<RpmPackage> before = nextBoot.before(group.before());
            for (RpmPackage next : nextBoot.after(withoutRefused(group.after()))) {
                addIfStaying(next);
                if (!contains(before, next)) {
                    newlyNext.add(next.nevra());
                }
            }
        }
        if (nextBoot.isOpen() || isLast(group)) {
            for (RpmPackage each : group.after()) {
                if (meets(each, false) != Loading.FAILS) {
                    addIfStaying(each);
                }
            }
        }
    }

    /** A kernel that comes in and fails does not come in after all, and excuses nothing. */
    private List<RpmPackage> withoutRefused(List<RpmPackage> after) {
        List<RpmPackage> left = new ArrayList<>();
        for (RpmPackage each : after) {
            if (transaction.keeps(each) || meets(each, true) != Loading.FAILS) {
                left.add(each);
            }
        }
        return left;
    }

    /** Tells whether some kernel met the pin before, and none is known to afterwards. */
    private boolean isLast(Group group) {
        Loading best = best(group.before(), false);
        return best != Loading.FAILS && best(group.after(), true).compareTo(best) > 0;
    }

    private Loading best(List<RpmPackage> kernels, boolean after) {
        Loading best = Loading.FAILS;
        for (RpmPackage each : kernels) {
            Loading one = meets(each, after);
            best = one.compareTo(best) < 0 ? one : best;
        }
        return best;
    }

    private void addIfStaying(RpmPackage kernel) {
        if (transaction.keeps(kernel)) {
            mustLoad.add(kernel.nevra());
        }
    }

    /** What is unknown excuses nothing: the pin may have been met. */
    private boolean metBefore(Group group) {
        List<RpmPackage> next = nextBoot.before(group.before());
        for (RpmPackage each : next) {
            if (meets(each, false) == Loading.FAILS) {
                return false;
            }
        }
        return !next.isEmpty();
    }

    /** Tells whether the kernels that boot next met the pin before the transaction. */
    public boolean nextMetBefore() {
        return metBefore(groups.get(0));
    }

    /** A kernel that comes in and boots next, and one that did before and met the pin. */
    public record Succession(RpmPackage before, RpmPackage next) {}

    /** Those of each variant, and over all. */
    public List<Succession> successions() {
        List<Succession> successions = new ArrayList<>();
        for (Group group : groups) {
            if (metBefore(group)) {
                for (RpmPackage next : nextBoot.after(withoutRefused(group.after()))) {
                    for (RpmPackage before : nextBoot.before(group.before())) {
                        if (!transaction.keeps(next)) {
                            successions.add(new Succession(before, next));
                        }
                    }
                }
            }
        }
        return successions;
    }

    /** The kernels of the pin that may boot next after the transaction. */
    public List<RpmPackage> nextAfter() {
        return nextBoot.after(groups.get(0).after());
    }

    /** The same without what comes in and fails, as that will not come. */
    public List<RpmPackage> nextLeft() {
        return nextBoot.after(withoutRefused(groups.get(0).after()));
    }

    /** Tells whether a kernel that stays has to go on loading the pin's modules. */
    public boolean mustLoad(RpmPackage kernel) {
        return mustLoad.contains(kernel.nevra());
    }

    /** Tells whether a kernel boots next, of its variant or of all, and did not before. */
    boolean isNewlyNext(RpmPackage kernel) {
        return newlyNext.contains(kernel.nevra());
    }

    /** Tells whether what boots next afterwards meets the pin as well as that is wanted. */
    public boolean nextMeetsAfter(Loading wanted) {
        for (RpmPackage each : nextAfter()) {
            if (meets(each, true).compareTo(wanted) > 0) {
                return false;
            }
        }
        return !nextAfter().isEmpty();
    }

    /**
     * The kernels that stay, boot next, of a variant or of all, in place of one that met the pin,
     * and are not permitted.
     */
    public List<RpmPackage> nextOutside() {
        SortedMap<Nevra, RpmPackage> outside = new TreeMap<>();
        for (Group group : groups) {
            if (metBefore(group)) {
                for (RpmPackage next : nextBoot.after(withoutRefused(group.after()))) {
                    if (transaction.keeps(next) && !isPermitted(next)) {
                        outside.put(next.nevra(), next);
                    }
                }
            }
        }
        return new ArrayList<>(outside.values());
    }

    /** Tells whether a kernel may boot next after the transaction. */
    public boolean isNext(RpmPackage kernel) {
        return contains(nextAfter(), kernel);
    }

    /**
     * Tells whether an incoming kernel is of a variant that does not boot next and of which none
     * that was installed met the pin, as a debug kernel's beside a plain one.
     */
    public boolean isAside(RpmPackage arriving) {
        // Of the others that come in, only those that are not refused will be beside it.
        List<RpmPackage> beside = withoutRefused(groups.get(0).after());
        if (!contains(beside, arriving)) {
            beside.add(arriving);
        }
        for (RpmPackage next : nextBoot.after(beside)) {
            if (variantOf(next).equals(variantOf(arriving))) {
                return false;
            }
        }
        for (RpmPackage each : groups.get(0).before()) {
            if (variantOf(each).equals(variantOf(arriving))
                    && meets(each, false) != Loading.FAILS) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a kernel meets the pin.
     *
     * @param after whether that is asked of the host after the transaction, or before
     */
    public Loading meets(RpmPackage kernel, boolean after) {
        return isPermitted(kernel) ? loads.ofAll(kernel, after) : Loading.FAILS;
    }

    /** Tells whether the pin permits a kernel, or an allowance does. */
    public boolean isPermitted(RpmPackage kernel) {
        Evr evr = kernel.evr();
        return pin.permits(kernel)
                || allowed.contains(evr.toString())
                || allowed.contains(evr + "." + kernel.nevra().arch());
    }

    private static boolean contains(List<RpmPackage> kernels, RpmPackage kernel) {
        for (RpmPackage each : kernels) {
            if (each.nevra().compareTo(kernel.nevra()) == 0) {
                return true;
            }
        }
        return false;
    }
}
