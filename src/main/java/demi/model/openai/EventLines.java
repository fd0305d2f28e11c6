package demi.model.openai;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events of a {@code text/event-stream} together, line by line, as the HTML standard has it: comments are nothing, all
 * data lines of an event are one text, a blank line ends it. An event whose end is missing at the end of the stream counts.
 */
final class EventLines {

    /** Of one event. */
    private static final int LONGEST = 1 << 20;

    private final StringBuilder data = new StringBuilder();
    private boolean hasData;

    /**
     * The data of an event that ends with this line, else null.
     *
     * @throws IllegalArgumentException when an event is too long
     */
    @Nullable
    String line(Buffer bytes) {
        String line = bytes.toString(StandardCharsets.UTF_8);
        int end = line.endsWith("\r") ? line.length() - 1 : line.length();
        int begin = line.startsWith("\uFEFF") ? 1 : 0;
        if (begin >= end) {
            return end();
        }
        int colon = line.indexOf(':', begin);
        String field = line.substring(begin, colon < 0 ? end : colon);
        // Older llama.cpp servers tell what went wrong in a field of that name.
        if (colon >= 0 && (field.equals("data") || field.equals("error"))) {
            int value = colon + 1 < end && line.charAt(colon + 1) == ' ' ? colon + 2 : colon + 1;
            add(line.substring(value, end));
        }
        return null;
    }

    private void add(String text) {
        if (data.length() + text.length() > LONGEST) {
            throw new IllegalArgumentException("too long an event");
        }
        if (hasData) {
            data.append('\n');
        }
        hasData = true;
        data.append(text);
    }

    /** What of an event is there so far, null where there is nothing. */
    @Nullable
    String end() {
        if (!hasData) {
            return null;
        }
        String whole = data.toString();
        data.setLength(0);
        hasData = false;
        return whole;
    }
}
