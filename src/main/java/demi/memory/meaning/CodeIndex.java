package demi.memory.meaning;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * The signs of many vectors' numbers, a bit each: how many of them differ tells well enough how much two vectors are alike,
 * and a hundred thousand of them are looked through in a millisecond or two. All are of one size; each has a number of its
 * own, by which they are in order.
 */
public final class CodeIndex {

    private final int dimensions;
    private final int words;
    private long[] numbers = new long[16];
    private long[] bits;
    private int size;

    /** @param dimensions of the vectors */
    CodeIndex(int dimensions) {
        this.dimensions = dimensions;
        this.words = words(dimensions);
        this.bits = new long[16 * words];
    }

    private static int words(int dimensions) {
        return (dimensions + Long.SIZE - 1) / Long.SIZE;
    }

    /** A vector's code as text. */
    public static String code(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(words(vector.length) * Long.BYTES);
        bytes.asLongBuffer().put(signs(vector));
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static long[] signs(float[] vector) {
        long[] signs = new long[words(vector.length)];
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                signs[i / Long.SIZE] |= 1L << (i % Long.SIZE);
            }
        }
        return signs;
    }

    /** Adds a code, or replaces the one of that number; one of another size is left out. Quick where numbers grow. */
    void put(long number, String code) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(code));
        if (bytes.remaining() != words * Long.BYTES) {
            return;
        }
        int at = size > 0 && numbers[size - 1] < number ? -size - 1 : Arrays.binarySearch(numbers, 0, size, number);
        int place = at >= 0 ? at : -at - 1;
        if (at < 0) {
            insert(place, number);
        }
        bytes.asLongBuffer().get(bits, place * words, words);
    }

    private void insert(int place, long number) {
        if (size == numbers.length) {
            int larger = size + size / 2;
            numbers = Arrays.copyOf(numbers, larger);
            bits = Arrays.copyOf(bits, larger * words);
        }
        System.arraycopy(numbers, place, numbers, place + 1, size - place);
        System.arraycopy(bits, place * words, bits, (place + 1) * words, (size - place) * words);
        numbers[place] = number;
        size++;
    }

    /** Lets go of the code of that number, if it is there. */
    void remove(long number) {
        int place = Arrays.binarySearch(numbers, 0, size, number);
        if (place >= 0) {
            System.arraycopy(numbers, place + 1, numbers, place, size - place - 1);
            System.arraycopy(bits, (place + 1) * words, bits, place * words, (size - place - 1) * words);
            size--;
        }
    }

    /** Lets go of those with the smallest numbers where there are more. */
    void keepNewest(int most) {
        int gone = size - most;
        if (gone > 0) {
            System.arraycopy(numbers, gone, numbers, 0, most);
            System.arraycopy(bits, gone * words, bits, 0, most * words);
            size = most;
        }
    }

    int size() {
        return size;
    }

    /** What is looked for. */
    Wanted wanted(float[] vector) {
        return new Wanted(signs(vector));
    }

    /** A vector to compare with. */
    final class Wanted {

        private final long[] signs;

        private Wanted(long[] signs) {
            this.signs = signs;
        }

        private int distance(int place) {
            int distance = 0;
            for (int word = 0, at = place * words; word < words; word++, at++) {
                distance += Long.bitCount(bits[at] ^ signs[word]);
            }
            return distance;
        }

        /** About the cosine between it and the vector of that number; 0 where there is none. */
        double likeness(long number) {
            int place = Arrays.binarySearch(numbers, 0, size, number);
            return place < 0 ? 0 : Math.cos(Math.PI * distance(place) / dimensions);
        }

        /** The numbers of the {@code most} that differ least, in no order. */
        long[] nearest(int most) {
            int[] distances = new int[size];
            int[] histogram = new int[words * Long.SIZE + 1];
            for (int i = 0; i < size; i++) {
                distances[i] = distance(i);
                histogram[distances[i]]++;
            }
            int limit = 0;
            for (int sum = histogram[0]; sum < most && limit < histogram.length - 1; sum += histogram[limit]) {
                limit++;
            }
            long[] nearest = new long[Math.min(most, size)];
            int found = 0;
            for (int i = 0; i < size && found < nearest.length; i++) {
                if (distances[i] < limit) {
                    nearest[found++] = numbers[i];
                }
            }
            for (int i = 0; i < size && found < nearest.length; i++) {
                if (distances[i] == limit) {
                    nearest[found++] = numbers[i];
                }
            }
            return nearest;
        }
    }
}
