package demi.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an index relies on: the order of the text is the order in which they were made, by whichever thread. */
class TimeOrderedIdTest {

    @Test
    void whatComesLaterIsLaterAsText() {
        List<String> ids = Stream.generate(TimeOrderedId::next).limit(10_000).toList();
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
        assertEquals(7, UUID.fromString(ids.get(0)).version());
    }

    @Test
    void threadsGetDifferentOnes() {
        long different = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> TimeOrderedId.next())
                .distinct()
                .count();
        assertEquals(20_000, different);
    }

    @Test
    void itBeginsWithTheTime() {
        long before = System.currentTimeMillis();
        long time = UUID.fromString(TimeOrderedId.next()).getMostSignificantBits() >>> 16;
        assertTrue(time >= before && time <= System.currentTimeMillis());
    }
}
