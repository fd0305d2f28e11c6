package demi.store.copy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Counts the rows of a table and sums up all that is in them, in their order. */
final class TableSum {

    private final MessageDigest digest;
    private long rows;

    TableSum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A value with its kind and length, so that no two rows are written the same. */
    void add(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String kind = value == null ? "n" : value instanceof Number ? "d" : "t";
        digest.update((kind + bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    void endOfRow() {
        digest.update((byte) '\n');
        rows++;
    }

    /** @param sum SHA-256 of everything */
    record Result(long rows, String sum) {}

    /** Once. */
    Result result() {
        return new Result(rows, HexFormat.of().formatHex(digest.digest()));
    }
}
