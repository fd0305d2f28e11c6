package demi.conductor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Replies that fill a window and say nothing twice: what goes round in circles is cut off. */
final class Talk {

    private Talk() {}

    private static final AtomicInteger SAID = new AtomicInteger();

    /** That many words, others than those of the last sixty replies. */
    static String of(int words) {
        int seed = SAID.getAndIncrement() % 60;
        return IntStream.range(0, words)
                .mapToObj(i -> word(seed * 1_000 + i) + (i % 12 == 11 ? "." : ""))
                .collect(Collectors.joining(" "));
    }

    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int left = number; left > 0; left /= 16) {
            word.append("dbkltmnprs".charAt(left % 10)).append("aeiou".charAt(left % 16 / 4));
        }
        return word.append('n').toString();
    }
}
