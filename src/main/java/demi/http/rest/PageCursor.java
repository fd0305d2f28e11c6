package demi.http.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page of messages ends, in a form that clients hand back without looking into it. */
public final class PageCursor {

    private static final String PREFIX = "seq:";

    private PageCursor() {}

    public static String of(long seq) {
        byte[] plain = (PREFIX + seq).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /** The seq inside; anything that was not made here is an {@link IllegalArgumentException}. */
    public static long seq(String cursor) {
        String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        if (!plain.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a cursor");
        }
        long seq = Long.parseLong(plain.substring(PREFIX.length()));
        if (seq <= 0) {
            throw new IllegalArgumentException("not a cursor");
        }
        return seq;
    }
}
