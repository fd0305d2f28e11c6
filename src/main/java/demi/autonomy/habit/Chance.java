package demi.autonomy.habit;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What looks like chance and comes out the same after a restart. */
public final class Chance {

    private Chance() {}

    /** From 0 to {@code bound} - 1, by these things; 0 where the bound is not above it. */
    public static int below(int bound, @Nullable Object... things) {
        CRC32 sum = new CRC32();
        for (Object thing : things) {
            sum.update((thing + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return bound <= 0 ? 0 : (int) ((mixed(sum.getValue()) >>> 1) % bound);
    }

    /** As MurmurHash3 ends: the sums of texts that differ in their last digit only lie close together. */
    private static long mixed(long sum) {
        long once = (sum ^ (sum >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
        long twice = (once ^ (once >>> 33)) * 0xC4CE_B9FE_1A85_EC53L;
        return twice ^ (twice >>> 33);
    }
}
