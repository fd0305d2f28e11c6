package demi.real;

import demi.real.RecordingProxy.Chat;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * How much a server with one place for a prompt has to read again, by the rendered text: what the place holds is the last
 * prompt and what was generated behind it, and the longest common beginning with it is not read again. New is by how much
 * a prompt is longer than the talk before it and its reply; whatever else is read was read before. Prompts that were cut
 * are left out, and counted.
 */
final class Reading {

    private String held = "";
    private int lastPrompt;
    private int lastTalk;
    private long sent;
    private long again;
    private int cuts;
    private int requests;

    /** @param rendered what the model read of this request */
    void add(Chat chat, String rendered) {
        int length = rendered.length();
        boolean isTalk = !chat.isFollowUp() && !isNotes(chat.body());
        if (isTalk && length < lastPrompt) {
            cuts++;
        } else if (lastTalk > 0) {
            int fresh = Math.max(0, length - lastTalk);
            sent += length;
            again += Math.max(0, length - common(held, rendered) - fresh);
        }
        requests++;
        held = rendered + chat.reply();
        if (isTalk) {
            lastPrompt = length;
            lastTalk = held.length();
        }
    }

    static boolean isNotes(JsonObject body) {
        List<?> messages = body.getJsonArray("messages").getList();
        Object last = body.getJsonArray("messages").getValue(messages.size() - 1);
        return last instanceof JsonObject line
                && line.getString("content", "").contains("Before you forget its beginning");
    }

    private static int common(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int at = 0;
        while (at < most && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    String again() {
        return sent == 0 ? "none" : String.format(Locale.ROOT, "%.1f %%", 100.0 * again / sent);
    }

    int cuts() {
        return cuts;
    }

    int requests() {
        return requests;
    }
}
