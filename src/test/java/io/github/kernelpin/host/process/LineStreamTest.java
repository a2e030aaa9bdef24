package io.github.kernelpin.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineStreamTest {

    private final List<String> lines = new ArrayList<>();

    @Test
    void theEndOfALineThatIsTooLongIsLost() throws IOException {
        write("x".repeat(10_000), "\nnext\n");
        assertEquals(List.of("x".repeat(8192), "next"), lines);
    }

    @Test
    void nothingIsNoLine() throws IOException {
        write("");
        assertEquals(List.of(), lines);
    }

    @Test
    void aLineComesInPiecesAndTheLastNeedNotEnd() throws IOException {
        write("o", "ne\n\nthr", "\u00e9e");
        assertEquals(List.of("one", "", "thr\u00e9e"), lines);
    }

    private void write(String... pieces) throws IOException {
        try (LineStream stream = new LineStream(lines::add)) {
            for (String piece : pieces) {
                stream.write(piece.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
