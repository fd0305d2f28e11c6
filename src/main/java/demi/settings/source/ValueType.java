package demi.settings.source;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of value: how it is read from text, written back, and described to someone who got it wrong.
 *
 * @param rule completes the sentence "must be …"
 * @param parse throws a RuntimeException for text that does not fit
 * @param list whether it is written as a YAML list; its text has commas
 * @param table what each item of the list has, where it is one of tables; null: it has plain values
 */
public record ValueType<T>(
        String rule,
        Function<String, T> parse,
        Function<T, String> show,
        boolean list,
        @Nullable Table table) {
    public ValueType(String rule, Function<String, T> parse, Function<T, String> show, boolean list) {
        this(rule, parse, show, list, null);
    }

    public ValueType(String rule, Function<String, T> parse, Function<T, String> show) {
        this(rule, parse, show, false, null);
    }

    public ValueType(String rule, Function<String, T> parse) {
        this(rule, parse, String::valueOf, false, null);
    }
}
