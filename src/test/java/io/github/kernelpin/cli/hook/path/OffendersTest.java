package io.github.kernelpin.cli.hook.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that {@link HookPath} sees each way to be slow, and nothing where there is none. */
final class OffendersTest {

    private static OwnClasses classes = new OwnClasses();

    @BeforeAll
    static void readClasses() throws IOException {
        classes =
                OwnClasses.under(
                        OwnClasses.directoryOf(OffendersTest.class)
                                .resolve("io/github/kernelpin/cli/hook/path"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Lambda | Lambda.start has an invokedynamic for LambdaMetafactory
                    MethodReference | MethodReference.start has an invokedynamic for LambdaMetafactory
                    RecordAsKey | RecordAsKey.start Map.put hashes Plain without hashCode of its own
                    RecordInNewMap | RecordInNewMap.start Map.put hashes Plain without hashCode of its own
                    RecordOfListAsKey | RecordOfListAsKey.start Set.contains hashes Plain without hashCode of its own
                    ListAsKey | ListAsKey.start Set.contains hashes Plain without hashCode of its own
                    UnknownKey | UnknownKey.start Set.contains hashes java.lang.Object
                    SetOf | SetOf.start Set.of hashes Plain without hashCode of its own
                    MapOf | MapOf.start Map.of hashes Plain without hashCode of its own
                    SetCopy | SetCopy.start Set.copyOf hashes Plain without hashCode of its own
                    MapCopy | MapCopy.start Map.copyOf hashes Plain without hashCode of its own
                    NewSet | NewSet.start HashSet.<init> hashes Plain without hashCode of its own
                    AddAll | AddAll.start Set.addAll hashes Plain without hashCode of its own
                    AddToCollection | AddToCollection.start Collection.add hashes Plain without hashCode of its own
                    AddAllOfArray | AddAllOfArray.start Collections.addAll hashes Plain without hashCode of its own
                    RemoveAll | RemoveAll.start List.removeAll hashes Plain without hashCode of its own
                    InList | InList.start List.contains compares Plain without equals of its own
                    OutOfList | OutOfList.start List.remove compares Plain without equals of its own
                    EqualLists | EqualLists.start List.equals compares Plain without equals of its own
                    InValues | InValues.start Map.containsValue compares Plain without equals of its own
                    RecordEquals | RecordEquals.start Plain.equals compares Plain without equals of its own
                    ObjectsEquals | ObjectsEquals.start Objects.equals compares Plain without equals of its own
                    ObjectsHash | ObjectsHash.start Objects.hash hashes java.lang.Object
                    UnknownEquals | UnknownEquals.start Object.equals compares java.lang.Object
                    Concatenation | Concatenation.start StringBuilder.append makes text of Plain without toString of its own
                    ListAsText | ListAsText.start Object.toString makes text of Plain without toString of its own
                    ValueOf | ValueOf.start String.valueOf makes text of java.lang.Object
                    Identity | Identity.start Map.put hashes Identity.Nameless without hashCode of its own
                    RegularExpression | RegularExpression.<clinit> uses Pattern.compile: java.util.regex
                    Split | Split.start uses String.split: a regular expression
                    SplitAtUnknown | SplitAtUnknown.start uses String.split: a regular expression
                    SplitAtEither | SplitAtEither.start uses String.split: a regular expression
                    ReplaceAll | ReplaceAll.start uses String.replaceAll: a regular expression
                    Format | Format.start uses String.format: slow to start
                    AStream | AStream.start uses List.stream: java.util.stream
                    Reflection | Reflection.start uses Class.getMethods: java.lang.reflect
                    Resource | Resource.start uses Class.getResourceAsStream: reflection, or a resource
                    EnumByName | EnumByName.start → Need.valueOf uses Enum.valueOf: slow to start
                    Binding | Binding.start uses ObjectMapper.<init>: com.fasterxml.jackson.databind
                    ByComparator | ByComparator.start → ByComparator.ByMatch.compare uses String.matches: a regular expression
                    ByComparable | ByComparable.start → ByComparable.Comparing.compareTo uses String.replaceAll: a regular expression
                    ByIterator | ByIterator.start → ByIterator.Words.iterator → ByIterator.Endless.next uses String.replaceAll: a regular expression
                    ByInterface | ByInterface.start → ByInterface.Slow.id uses String.replaceAll: a regular expression
                    ByInitialiser | ByInitialiser.start → ByInitialiser.Parent.<clinit> uses String.replaceAll: a regular expression
                    ByDefaultMethod | ByDefaultMethod.start → ByDefaultMethod.Loud.loud uses String.replaceAll: a regular expression
                    ByToString | ByToString.start → ByToString.Slow.toString uses String.replaceAll: a regular expression
                    """)
    void itIsFound(String offender, String offence) {
        List<String> offences = offences(offender, List.of());

        assertTrue(!offences.isEmpty());
        assertEquals(
                offence, offences.get(0).replaceAll(":\\d+ ", " ").replaceAll("Offenders\\.", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Harmless", "NotReached"})
    void whatIsQuickIsLetBe(String program) {
        assertEquals(List.of(), offences(program, List.of()));
    }

    @Test
    void anOffenceNamesItsLine() {
        assertTrue(
                offences("ReplaceAll", List.of())
                        .get(0)
                        .matches("Offenders\\.ReplaceAll\\.start:[1-9]\\d* uses .*"));
    }

    @Test
    void aBoundaryLetsOneCallBe() {
        Boundary boundary =
                new Boundary("Offenders.ReplaceAll.start", "String.replaceAll", "as a test");
        Boundary other = new Boundary("Offenders.ReplaceAll.end", "String.replaceAll", "as a test");

        assertEquals(List.of(), offences("ReplaceAll", List.of(boundary)));
        assertEquals(1, offences("ReplaceAll", List.of(other)).size());
    }

    private static List<String> offences(String offender, List<Boundary> boundaries) {
        return HookPath.from(classes, offender(offender), "start", boundaries).offences();
    }

    private static Class<?> offender(String name) {
        for (Class<?> each : Offenders.class.getDeclaredClasses()) {
            if (each.getSimpleName().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("there is no " + name);
    }
}
