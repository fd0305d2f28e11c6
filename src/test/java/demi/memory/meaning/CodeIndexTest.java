package demi.memory.meaning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Codes find what is nearly the same. */
class CodeIndexTest {

    @Test
    void codesFindWhatIsNearest() {
        Random random = new Random(7);
        int size = 200;
        List<float[]> vectors = new ArrayList<>();
        CodeIndex codes = new CodeIndex(size);
        for (int i = 0; i < 3_000; i++) {
            float[] vector = vector(random, size);
            vectors.add(vector);
            codes.put(i, CodeIndex.code(vector));
        }
        codes.put(0, CodeIndex.code(vector(random, size)));
        codes.put(9_999, CodeIndex.code(vector(random, 64)));
        assertEquals(3_000, codes.size());
        float[] like = vectors.get(1_234).clone();
        for (int i = 0; i < size; i += 7) {
            like[i] = -like[i];
        }
        CodeIndex.Wanted wanted = codes.wanted(like);
        assertArrayEquals(new long[] {1_234}, wanted.nearest(1));
        assertEquals(20, wanted.nearest(20).length);
        assertTrue(LongStream.of(wanted.nearest(20)).anyMatch(number -> number == 1_234));
        assertEquals(3_000, wanted.nearest(10_000).length);
        assertEquals(1, codes.wanted(vectors.get(1_234)).likeness(1_234), .05);
        assertTrue(wanted.likeness(1_234) > .6);
        // 29 of 200 signs differ.
        assertEquals(Math.cos(Math.PI * 29 / 200), wanted.likeness(1_234), 1e-9);
        assertTrue(Math.abs(wanted.likeness(7)) < .4);
        assertEquals(0, wanted.likeness(9_999));
    }

    @Test
    void whatIsRemovedIsNotFoundAndLeavesTheOthersWhereTheyAre() {
        Random random = new Random(7);
        CodeIndex codes = new CodeIndex(100);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            vectors.add(vector(random, 100));
        }
        // In no order, as they come.
        for (int i = 0; i < 50; i++) {
            int number = i * 7 % 50;
            codes.put(number, CodeIndex.code(vectors.get(number)));
        }
        codes.remove(1_000);
        for (int i = 0; i < 49; i += 2) {
            codes.remove(i);
        }
        codes.remove(49);
        codes.put(0, CodeIndex.code(vectors.get(0)));
        assertEquals(25, codes.size());
        for (int i = 1; i < 49; i += 2) {
            assertArrayEquals(new long[] {i}, codes.wanted(vectors.get(i)).nearest(1));
        }
        assertArrayEquals(new long[] {0}, codes.wanted(vectors.get(0)).nearest(1));
        codes.keepNewest(3);
        assertEquals(3, codes.size());
        assertArrayEquals(new long[] {47}, codes.wanted(vectors.get(47)).nearest(1));
        assertEquals(0, codes.wanted(vectors.get(1)).likeness(1));
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
        assertArrayEquals(numbers, Embedding.of(numbers).numbers());
        assertThrows(IllegalArgumentException.class, () -> new Embedding("?").numbers());
    }

    @Test
    void aModelGetsThePrefixesOfItsCard() {
        assertEquals(
                "search_query: ", ModelPrefixes.of("nomic-embed-text:latest").query());
        assertEquals(
                "search_document: ",
                ModelPrefixes.of("hf.co/nomic-ai/nomic-embed-text-v1.5-GGUF").document());
        assertEquals(
                "query: ",
                ModelPrefixes.of("jeffh/intfloat-multilingual-e5-large").query());
        assertEquals("", ModelPrefixes.of("mxbai-embed-large").document());
        assertEquals("", ModelPrefixes.of("bge-m3").query());
        assertEquals("", ModelPrefixes.of("all-minilm").query());
        assertEquals("all-minilm", ModelPrefixes.of("all-minilm").keptAs("all-minilm"));
        assertEquals(
                "nomic-embed-text search_document:",
                ModelPrefixes.of("nomic-embed-text").keptAs("nomic-embed-text"));
    }
}
