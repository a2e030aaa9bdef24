package io.github.kernelpin.cli.hook.path;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Programs that each do one thing, from their method {@code start} on. */
final class Offenders {

    private Offenders() {}

    /** As most of ours: the compiler writes what compares it. */
    record Plain(String name) implements Comparable<Plain> {
        @Override
        public int compareTo(Plain other) {
            return name.compareTo(other.name);
        }
    }

    /** Its author has thought of the hook. */
    record Careful(String name) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Careful careful && name.equals(careful.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final class Lambda {
        static Supplier<String> start(String text) {
            return () -> text + text;
        }
    }

    static final class MethodReference {
        static Supplier<String> start(String text) {
            return text::strip;
        }
    }

    static final class RecordAsKey {
        static void start(Map<Plain, String> map, Plain plain) {
            map.put(plain, "");
        }
    }

    static final class RecordInNewMap {
        static Map<Plain, String> start(Plain plain) {
            Map<Plain, String> map = new HashMap<>();
            map.put(plain, "");
            return map;
        }
    }

    static final class RecordOfListAsKey {
        static boolean start(Set<Plain> set, List<Plain> plains) {
            return set.contains(plains.get(0));
        }
    }

    static final class ListAsKey {
        static boolean start(Set<List<Plain>> set, List<Plain> plains) {
            return set.contains(plains);
        }
    }

    static final class UnknownKey {
        static <T> boolean start(Set<T> set, T key) {
            return set.contains(key);
        }
    }

    static final class SetOf {
        static Set<Plain> start(Plain plain) {
            return Set.of(plain);
        }
    }

    static final class MapOf {
        static Map<Plain, String> start(Plain plain) {
            return Map.of(plain, "");
        }
    }

    static final class SetCopy {
        static Set<Plain> start(List<Plain> plains) {
            return Set.copyOf(plains);
        }
    }

    static final class MapCopy {
        static Map<Plain, String> start(Map<Plain, String> map) {
            return Map.copyOf(map);
        }
    }

    static final class NewSet {
        static Set<Plain> start(List<Plain> plains) {
            return new HashSet<>(plains);
        }
    }

    static final class AddAll {
        static void start(Set<Plain> set, List<Plain> plains) {
            set.addAll(plains);
        }
    }

    static final class AddToCollection {
        static void start(Collection<Plain> collection, Plain plain) {
            collection.add(plain);
        }
    }

    static final class AddAllOfArray {
        static void start(Set<Plain> set, Plain... plains) {
            Collections.addAll(set, plains);
        }
    }

    static final class RemoveAll {
        static void start(List<Plain> list, Set<Plain> others) {
            list.removeAll(others);
        }
    }

    static final class InList {
        static boolean start(List<Plain> list, Plain plain) {
            return list.contains(plain);
        }
    }

    static final class OutOfList {
        static void start(List<Plain> list, Plain plain) {
            list.remove(plain);
        }
    }

    static final class EqualLists {
        static boolean start(List<Plain> list, List<Plain> other) {
            return list.equals(other);
        }
    }

    static final class InValues {
        static boolean start(Map<String, Plain> map, Plain plain) {
            return map.containsValue(plain);
        }
    }

    static final class RecordEquals {
        static boolean start(Plain plain, Plain other) {
            return plain.equals(other);
        }
    }

    static final class ObjectsEquals {
        static boolean start(Plain plain, Plain other) {
            return Objects.equals(plain, other);
        }
    }

    static final class ObjectsHash {
        static int start(String text) {
            return Objects.hash(text, text);
        }
    }

    static final class UnknownEquals {
        static boolean start(Object object, Object other) {
            return object.equals(other);
        }
    }

    static final class Concatenation {
        static String start(Plain plain) {
            return "plain: " + plain;
        }
    }

    static final class ListAsText {
        static String start(List<Plain> list) {
            return list.toString();
        }
    }

    static final class ValueOf {
        static String start(Object object) {
            return String.valueOf(object);
        }
    }

    static final class Identity {
        static void start(Map<Nameless, String> map) {
            map.put(new Nameless(), "");
        }

        private static final class Nameless {}
    }

    static final class RegularExpression {
        private static final Pattern BLANK = Pattern.compile(" ");

        static boolean start(String text) {
            return BLANK.matcher(text).find();
        }
    }

    static final class Split {
        static List<String> start(String text) {
            return Arrays.asList(text.split("[ \t]", -1));
        }
    }

    static final class SplitAtUnknown {
        static List<String> start(String text, String separator) {
            return Arrays.asList(text.split(separator, -1));
        }
    }

    static final class SplitAtEither {
        static List<String> start(String text, boolean wide) {
            return Arrays.asList(text.split(wide ? " " : "[ ]", -1));
        }
    }

    static final class ReplaceAll {
        static String start(String text) {
            return text.replaceAll("a", "b");
        }
    }

    static final class Format {
        static String start(String text) {
            return String.format(Locale.ROOT, "%s", text);
        }
    }

    static final class AStream {
        static long start(List<String> texts) {
            return texts.stream().count();
        }
    }

    static final class Reflection {
        static Object start(Object object) {
            return object.getClass().getMethods();
        }
    }

    static final class Resource {
        static @Nullable Object start() {
            return Resource.class.getResourceAsStream("none");
        }
    }

    static final class EnumByName {
        static Object start(String name) {
            return Need.valueOf(name);
        }
    }

    static final class Binding {
        static Object start() {
            return new ObjectMapper();
        }
    }

    static final class ByComparator {
        static void start(List<String> texts) {
            texts.sort(new ByMatch());
        }

        private static final class ByMatch implements Comparator<String> {
            @Override
            public int compare(String a, String b) {
                return Boolean.compare(a.matches("a"), b.matches("a"));
            }
        }
    }

    static final class ByComparable {
        static Set<Comparing> start() {
            Set<Comparing> set = new TreeSet<>();
            set.add(new Comparing("a"));
            return set;
        }

        private record Comparing(String text) implements Comparable<Comparing> {
            @Override
            public int compareTo(Comparing other) {
                return text.replaceAll("a", "").compareTo(other.text);
            }
        }
    }

    static final class ByIterator {
        static String start() {
            StringBuilder text = new StringBuilder();
            for (String each : new Words()) {
                text.append(each);
            }
            return text.toString();
        }

        private static final class Words implements Iterable<String> {
            @Override
            public Iterator<String> iterator() {
                return new Endless();
            }
        }

        private static final class Endless implements Iterator<String> {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public String next() {
                return "a".replaceAll("a", "b");
            }
        }
    }

    static final class ByInterface {
        static String start(Speaker speaker) {
            return speaker.id();
        }

        private interface Speaker {
            String id();
        }

        static final class Silent implements Speaker {
            @Override
            public String id() {
                return "";
            }
        }

        static final class Slow implements Speaker {
            @Override
            public String id() {
                return "a".replaceAll("a", "b");
            }
        }
    }

    static final class ByInitialiser {
        static String start() {
            return Child.child;
        }

        static class Parent {
            static final String PARENT = "a".replaceAll("a", "b");
        }

        static final class Child extends Parent {
            static String child = "";
        }
    }

    static final class ByDefaultMethod {
        static String start() {
            return new Speaking().loud();
        }

        private interface Loud {
            default String loud() {
                return "a".replaceAll("a", "b");
            }
        }

        private static final class Speaking implements Loud {}
    }

    static final class ByToString {
        static String start() {
            return "text: " + new Slow();
        }

        private record Slow() {
            @Override
            public String toString() {
                return "a".replaceAll("a", "b");
            }
        }
    }

    /** Everything here is as quick as it can be. */
    static final class Harmless {
        static String start(
                Set<String> set, Map<String, Plain> map, List<String> names, Plain plain) {
            SortedSet<Plain> sorted = new TreeSet<>();
            sorted.add(plain);
            Map<Plain, String> byPlain = new TreeMap<>();
            byPlain.put(plain, "");
            boolean all = sorted.containsAll(List.of(plain));
            StringBuilder text = new StringBuilder();
            for (Map.Entry<String, Plain> each : map.entrySet()) {
                all &= set.contains(each.getKey()) && set.contains(names.get(0));
                text.append(each.getValue().name());
            }
            Set<String> unchanging = Set.copyOf(names);
            Set<String> copy = new HashSet<>(unchanging);
            copy.addAll(map.keySet());
            Set<Careful> careful = new HashSet<>();
            careful.add(new Careful("a"));
            List<String> words = new ArrayList<>(Arrays.asList("a b".split(" ", -1)));
            words.addAll(Arrays.asList("a.b".split("\\.", -1)));
            return text.toString()
                    + new Careful("a")
                    + Need.HASH
                    + all
                    + names
                    + words
                    + copy
                    + careful
                    + byPlain.size();
        }
    }

    /** What is not called does not count. */
    static final class NotReached {
        static String start() {
            return "";
        }

        static String end() {
            return "a".replaceAll("a", "b");
        }
    }
}
