package demi.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The signs of many vectors' numbers, a bit each: how many of them differ tells well enough which few vectors are worth
 * comparing, and a hundred thousand of them are looked through in a millisecond or two. All are of one size.
 */
final class BinaryVectorIndex {

    private final int words;
    private final List<String> ids = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private long[] bits = new long[0];
    private long puts;

    /** @param size of the vectors, in numbers */
    BinaryVectorIndex(int size) {
        this.words = words(size);
    }

    private static int words(int size) {
        return (size + Long.SIZE - 1) / Long.SIZE;
    }

    /** A vector's code as text. */
    static String code(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(words(numbers.length) * Long.BYTES);
        bytes.asLongBuffer().put(signs(numbers));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static long[] signs(float[] numbers) {
        long[] signs = new long[words(numbers.length)];
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > 0) {
                signs[i / Long.SIZE] |= 1L << (i % Long.SIZE);
            }
        }
        return signs;
    }

    /** Adds a code, or replaces the one of that id; one of another size is left out. */
    void put(String id, String code) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(code));
        if (bytes.remaining() != words * Long.BYTES) {
            return;
        }
        int place = places.computeIfAbsent(id, first -> {
            ids.add(first);
            return ids.size() - 1;
        });
        if ((place + 1) * words > bits.length) {
            bits = Arrays.copyOf(bits, Math.max(16, ids.size() * 3 / 2) * words);
        }
        bytes.asLongBuffer().get(bits, place * words, words);
        puts++;
    }

    /** Grows with every code that is put. */
    long puts() {
        return puts;
    }

    /** Lets go of the code of that id, if it is there: the last one takes its place. */
    void remove(String id) {
        Integer place = places.remove(id);
        if (place == null) {
            return;
        }
        int last = ids.size() - 1;
        String moved = ids.remove(last);
        if (place < last) {
            ids.set(place, moved);
            places.put(moved, place);
            System.arraycopy(bits, last * words, bits, place * words, words);
        }
    }

    int size() {
        return ids.size();
    }

    /** The ids of the {@code most} that differ least from this vector, in no order. */
    List<String> nearest(float[] numbers, int most) {
        long[] wanted = signs(numbers);
        int[] distances = new int[ids.size()];
        int[] histogram = new int[words * Long.SIZE + 1];
        for (int i = 0; i < distances.length; i++) {
            int distance = 0;
            for (int word = 0, at = i * words; word < words; word++, at++) {
                distance += Long.bitCount(bits[at] ^ wanted[word]);
            }
            distances[i] = distance;
            histogram[distance]++;
        }
        int limit = 0;
        for (int sum = histogram[0]; sum < most && limit < histogram.length - 1; sum += histogram[limit]) {
            limit++;
        }
        List<String> nearest = new ArrayList<>();
        for (int i = 0; i < distances.length; i++) {
            if (distances[i] < limit) {
                nearest.add(ids.get(i));
            }
        }
        for (int i = 0; i < distances.length && nearest.size() < most; i++) {
            if (distances[i] == limit) {
                nearest.add(ids.get(i));
            }
        }
        return nearest;
    }
}
