package demi.conductor.turn;

import java.util.List;

/** What she says while she cannot think: in character, and honest. */
final class UnavailableReply {

    private static final List<String> LINES = List.of(
            "My brain just stepped out without leaving a note. I have your message; you'll get a real answer the moment"
                    + " it's back.",
            "I'd love to be brilliant right now, but there's nobody home upstairs. Your message is safe with me, and so"
                    + " is your answer, a bit later.",
            "Give me a while: my thoughts are still putting their shoes on. I'll answer you properly, promise.",
            "Lights are on, hamster's asleep. I've kept what you said and I'll get back to you as soon as he wakes up.");

    private UnavailableReply() {}

    /** The same message always gets the same line. */
    static String forMessage(String messageId) {
        return LINES.get(Math.floorMod(messageId.hashCode(), LINES.size()));
    }
}
