package demi.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The words by which memories are told apart. */
class KeywordExtractorTest {

    @Test
    void wordsAreThoseThatTellSomething() {
        assertEquals(
                List.of("müller", "dog", "rex", "2026"),
                KeywordExtractor.of("Do you know Müller's dog REX? In 2026, the dog"));
        assertEquals(
                24,
                KeywordExtractor.of(
                                IntStream.range(100, 200).mapToObj(i -> "w" + i).collect(Collectors.joining(" ")))
                        .size());
        assertEquals(1, KeywordExtractor.likeness("Her dog is called Rex", "the dog called rex"));
        assertTrue(KeywordExtractor.likeness("Her dog is called Rex", "Her cat is called Tom") < .5);
    }
}
