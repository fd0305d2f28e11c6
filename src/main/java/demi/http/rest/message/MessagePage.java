package demi.http.rest.message;

import com.fasterxml.jackson.databind.JsonNode;
import demi.api.store.MessageStore.Page;
import demi.api.value.Message;
import demi.http.rest.PageCursor;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page that grows from one place in a conversation, to either side, as far as it has room; one message at least. */
final class MessagePage {

    /** As it travels; 4,000 characters are up to 24,000 bytes. */
    private static final int MOST_BYTES = 1 << 20;

    private final Deque<JsonNode> messages = new ArrayDeque<>();
    private final int room;
    private int bytes;
    private long oldest;
    private long newest;
    private boolean older;
    private boolean newer;

    /** @param shares into how many the room is divided, of which this side has one */
    MessagePage(int shares) {
        this.room = MOST_BYTES / shares;
    }

    int size() {
        return messages.size();
    }

    /** The seq of the oldest that is in it. */
    long oldest() {
        return oldest;
    }

    long newest() {
        return newest;
    }

    /** Adds what is older; tells whether there is still more, and room for it. */
    boolean addOlder(Page page) {
        older = page.more();
        List<Message> found = page.messages();
        for (int i = found.size() - 1; i >= 0; i--) {
            JsonNode json = JsonViews.message(found.get(i));
            if (!hasRoom(json)) {
                older = true;
                return false;
            }
            messages.addFirst(json);
            oldest = found.get(i).seq();
            newest = newest == 0 ? oldest : newest;
        }
        return older;
    }

    /** Adds what is newer; tells whether there is still more, and room for it. */
    boolean addNewer(Page page) {
        newer = page.more();
        for (Message message : page.messages()) {
            JsonNode json = JsonViews.message(message);
            if (!hasRoom(json)) {
                newer = true;
                return false;
            }
            messages.addLast(json);
            newest = message.seq();
            oldest = oldest == 0 ? newest : oldest;
        }
        return newer;
    }

    private boolean hasRoom(JsonNode json) {
        bytes += JsonViews.write(json).getBytes(StandardCharsets.UTF_8).length;
        return bytes <= room || messages.isEmpty();
    }

    JsonResponse answer() {
        return answer(new MessagePage(1));
    }

    /** @param after what comes behind it */
    JsonResponse answer(MessagePage after) {
        Map<String, String> headers = new HashMap<>();
        if (older) {
            headers.put("X-Next-Cursor", PageCursor.of(messages.isEmpty() ? after.oldest : oldest));
        }
        if (newer || after.newer) {
            headers.put("X-Prev-Cursor", PageCursor.of(Math.max(newest, after.newest)));
        }
        return new JsonResponse(200, JsonViews.array().addAll(messages).addAll(after.messages), Map.copyOf(headers));
    }
}
