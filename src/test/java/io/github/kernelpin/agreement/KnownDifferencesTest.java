package io.github.kernelpin.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kernelpin.Resources;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What may differ is about cases that there are, so that the tests look for it, and has a reason.
 */
final class KnownDifferencesTest {

    @Test
    void eachIsOfACaseAndHasAReason() {
        Set<String> cases = new TreeSet<>();
        GoldenCase.all().forEach(each -> cases.add(each.toString()));
        for (String table : List.of("check.tsv", "guard.tsv", "status.tsv")) {
            List<List<String>> wrong =
                    Resources.rows("agreement/" + table)
                            .filter(row -> row.size() != 3 || !cases.contains(row.get(0)))
                            .toList();
            assertEquals(List.of(), wrong, table);
        }
    }
}
