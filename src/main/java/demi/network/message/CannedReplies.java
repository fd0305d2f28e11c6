package demi.network.message;

import java.util.List;

/** The one line she says where there is no answer. */
public final class CannedReplies {

    private static final List<String> NO_ANSWER = List.of(
            "My thoughts just walked out on me. Give me a moment, will you?",
            "Nothing. Absolutely nothing comes to mind. That's a first. Try me again in a bit.",
            "I had an answer, and then my brain hung up on me. Ask me again later.");

    private static final List<String> NOT_KEPT = List.of(
            "I couldn't even write that down, so let's pretend you'll say it again in a minute.",
            "My memory is full of bees right now. Please say that again in a minute.");

    public static final String CANNOT_SEE =
            "I can't see pictures: the model I think with has no eyes. Tell me what's in it, and I'll judge it unfairly.";

    private CannedReplies() {}

    /** The same message always gets the same line. */
    public static String noAnswer(String messageId) {
        return pick(NO_ANSWER, messageId);
    }

    public static String notKept(String messageId) {
        return pick(NOT_KEPT, messageId);
    }

    private static String pick(List<String> lines, String messageId) {
        return lines.get(Math.floorMod(messageId.hashCode(), lines.size()));
    }
}
