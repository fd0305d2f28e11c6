package demi.discord.inbound;

import demi.discord.message.InboundMessage;

/** Whether a message is for her, and what it says to her. */
public final class MentionDetector {

    private MentionDetector() {}

    public static boolean isForHer(InboundMessage message) {
        InboundMessage.Signs signs = message.signs();
        return message.place().isDirect() || signs.mentionsHer() || signs.answersHer() || signs.inHerThread();
    }

    /** Without her own mention, and the space before it; everything else stays. Empty: there is nothing to answer. */
    public static String words(String content, String herId) {
        return content.replaceAll(" ?<@!?" + herId + ">", "").strip();
    }
}
