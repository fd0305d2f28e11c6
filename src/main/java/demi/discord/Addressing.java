package demi.discord;

/** Whether a message is for her, and what it says to her. */
final class Addressing {

    private Addressing() {}

    static boolean isForHer(Incoming message) {
        Incoming.Signs signs = message.signs();
        return message.place().isDirect() || signs.mentionsHer() || signs.answersHer() || signs.inHerThread();
    }

    /** Without her own mention, and the space before it; everything else stays. Empty: there is nothing to answer. */
    static String words(String content, String herId) {
        return content.replaceAll(" ?<@!?" + herId + ">", "").strip();
    }
}
