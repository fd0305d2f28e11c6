package demi.model.profile;

import com.sun.management.OperatingSystemMXBean;
import demi.model.config.ServerAddress;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.net.URI;

/**
 * What fits into a machine's memory: a model, and the window that can be had with it.
 *
 * @param memory in bytes; 0 where it is not known, since the server is another machine
 */
public record MemoryEstimate(long memory) {

    private static final int LEAST_WINDOW = 2_048;
    private static final int STEP = 1_024;
    /** For the system, Ollama itself, and Demi. */
    private static final long OTHERS = 1L << 30;
    /** The numbers that are kept of each token are 16 bits wide, and there are keys and values. */
    private static final int BYTES_A_NUMBER = 2 * 2;

    public static MemoryEstimate of(URI server) {
        return new MemoryEstimate(ServerAddress.isHere(server) ? machine() : 0);
    }

    private static long machine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    public boolean known() {
        return memory > 0;
    }

    /** The size of the largest model that leaves room for a window: an eighth of its own size. */
    public long largest() {
        return Math.max(0, (memory - OTHERS) / 9 * 8);
    }

    public boolean fits(long modelBytes) {
        return modelBytes <= largest();
    }

    /**
     * The window for a model, in tokens, if its owner has not set one.
     *
     * @param usual where memory allows it, or nothing is known of it
     */
    public int window(long modelBytes, long bytesPerToken, int usual) {
        if (!known() || bytesPerToken <= 0) {
            return usual;
        }
        long tokens = (memory - OTHERS - modelBytes) / bytesPerToken;
        return (int) Math.max(LEAST_WINDOW, Math.min(usual, tokens / STEP * STEP));
    }

    /** What a token of the window takes, from {@code /api/show}'s {@code model_info}; 0 where that does not tell. */
    public static long bytesPerToken(JsonObject info) {
        long layers = number(info, ".block_count");
        long heads = number(info, ".attention.head_count");
        long keyHeads = number(info, ".attention.head_count_kv");
        long width = number(info, ".attention.key_length");
        if (width == 0 && heads > 0) {
            width = number(info, ".embedding_length") / heads;
        }
        return layers * (keyHeads == 0 ? heads : keyHeads) * width * BYTES_A_NUMBER;
    }

    /** The first whose name ends so; 0 where there is none that is a sensible number. */
    static long number(JsonObject info, String end) {
        return info.fieldNames().stream()
                .filter(name -> name.endsWith(end))
                .map(info::getValue)
                .filter(value -> value instanceof Number number && number.longValue() > 0)
                .mapToLong(value -> Math.min(((Number) value).longValue(), Integer.MAX_VALUE))
                .findFirst()
                .orElse(0);
    }
}
