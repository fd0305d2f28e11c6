package demi.rehearse.request;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a model stays loaded, as Ollama reads {@code keep_alive}: a number of seconds, or text with units. */
public final class KeepAlive {
    static final Duration DEFAULT = Duration.ofMinutes(5);
    /** What a negative one means. */
    static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]+)([^0-9.]*)");
    private static final Map<String, Double> SECONDS =
            Map.of("ns", 1e-9, "us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0);

    private KeepAlive() {}

    public static Duration read(@Nullable Object value) {
        if (value == null) {
            return DEFAULT;
        }
        if (value instanceof Number number) {
            return seconds(number.doubleValue());
        }
        if (value instanceof String text) {
            return seconds(parse(text));
        }
        throw new Refusal(400, "Unsupported type: '" + (value instanceof Boolean ? "bool" : "map") + "'");
    }

    private static Duration seconds(double seconds) {
        return seconds < 0
                ? FOR_EVER
                : Duration.ofMillis((long) Math.min(seconds * 1000, (double) FOR_EVER.toMillis()));
    }

    private static double parse(String text) {
        String unsigned = text.replaceFirst("^[+-]", "");
        if (unsigned.equals("0")) {
            return 0;
        }
        Matcher part = PART.matcher(unsigned);
        double sum = 0;
        int at = 0;
        while (part.find(at) && part.start() == at) {
            Double unit = SECONDS.get(part.group(2));
            if (unit == null) {
                throw new Refusal(400, complaint(part.group(2), text));
            }
            sum += Double.parseDouble(part.group(1)) * unit;
            at = part.end();
        }
        if (at == 0 || at < unsigned.length()) {
            throw new Refusal(400, "time: invalid duration \"" + text + "\"");
        }
        return text.startsWith("-") ? -sum : sum;
    }

    private static String complaint(String unit, String text) {
        return unit.isEmpty()
                ? "time: missing unit in duration \"" + text + "\""
                : "time: unknown unit \"" + unit + "\" in duration \"" + text + "\"";
    }
}
