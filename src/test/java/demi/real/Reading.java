package demi.real;

import demi.real.RecordingProxy.Chat;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * How much a server with one place for a prompt has to read again, by the rendered text: what the place holds is the last
 * prompt and what was generated behind it, and the longest common beginning with it is not read again.
 */
final class Reading {

    private String held = "";
    private String lastTalk = "";
    private long sent;
    private long again;
    private int cuts;
    private int requests;

    /** @param rendered what the model read of this request */
    void add(Chat chat, String rendered) {
        int known = common(held, rendered);
        boolean isTalk = !chat.isFollowUp() && !isNotes(chat.body());
        int fresh = rendered.length() - common(lastTalk, rendered);
        if (!lastTalk.isEmpty() && rendered.length() < lastTalk.length() && isTalk) {
            cuts++;
        } else if (!lastTalk.isEmpty()) {
            sent += rendered.length();
            again += Math.max(0, rendered.length() - known - fresh);
        }
        requests++;
        held = rendered + chat.reply();
        if (isTalk) {
            lastTalk = held;
        }
    }

    static boolean isNotes(JsonObject body) {
        List<?> messages = body.getJsonArray("messages").getList();
        Object last = body.getJsonArray("messages").getValue(messages.size() - 1);
        return last instanceof JsonObject line && line.getString("content", "").startsWith("(Step out");
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
