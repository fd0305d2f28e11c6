package demi.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is pure about memories: words, codes. */
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

    @Test
    void codesFindWhatIsNearest() {
        Random random = new Random(7);
        int size = 200;
        List<float[]> vectors = new ArrayList<>();
        BinaryVectorIndex codes = new BinaryVectorIndex(size);
        for (int i = 0; i < 3_000; i++) {
            float[] vector = vector(random, size);
            vectors.add(vector);
            codes.put("m" + i, BinaryVectorIndex.code(vector));
        }
        codes.put("m0", BinaryVectorIndex.code(vector(random, size)));
        codes.put("odd", BinaryVectorIndex.code(vector(random, 64)));
        assertEquals(3_000, codes.size());
        float[] like = vectors.get(1_234).clone();
        for (int i = 0; i < size; i += 7) {
            like[i] = -like[i];
        }
        assertEquals(List.of("m1234"), codes.nearest(like, 1));
        List<String> twenty = codes.nearest(like, 20);
        assertEquals(20, twenty.size());
        assertTrue(twenty.contains("m1234"));
        assertEquals(3_000, codes.nearest(like, 10_000).size());
        assertEquals(
                List.of(),
                twenty.stream()
                        .sorted(Comparator.naturalOrder())
                        .filter(id -> id.equals("odd"))
                        .toList());
    }

    @Test
    void whatIsRemovedIsNotFoundAndLeavesTheOthersWhereTheyAre() {
        Random random = new Random(7);
        BinaryVectorIndex codes = new BinaryVectorIndex(100);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            float[] vector = vector(random, 100);
            vectors.add(vector);
            codes.put("m" + i, BinaryVectorIndex.code(vector));
        }
        codes.remove("nobody");
        for (int i = 0; i < 49; i += 2) {
            codes.remove("m" + i);
        }
        codes.remove("m49");
        codes.put("m0", BinaryVectorIndex.code(vectors.get(0)));
        assertEquals(25, codes.size());
        for (int i = 1; i < 49; i += 2) {
            assertEquals(List.of("m" + i), codes.nearest(vectors.get(i), 1));
        }
        assertEquals(List.of("m0"), codes.nearest(vectors.get(0), 1));
    }

    private static float[] vector(Random random, int size) {
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    @Test
    void anEmbeddingComesBackAsItWas() {
        float[] numbers = {1.5f, -0.25f, 3e-9f};
        org.junit.jupiter.api.Assertions.assertArrayEquals(
                numbers, Embedding.of(numbers).numbers());
        assertThrows(IllegalArgumentException.class, () -> new Embedding("?").numbers());
    }
}
