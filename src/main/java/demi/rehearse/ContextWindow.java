package demi.rehearse;

import demi.rehearse.Script.Message;
import demi.rehearse.request.TokenEstimate;
import java.util.ArrayList;
import java.util.List;

/** What Ollama does with a prompt that is longer than the window. */
final class ContextWindow {
    /** So many tokens at the beginning outlive what is cut behind them. */
    private static final int NUM_KEEP = 4;

    private ContextWindow() {}

    /** The text that is left when the oldest messages are dropped, one by one; system messages and the last one stay. */
    static String render(ChatTemplate template, List<Message> messages, int window) {
        String rendered = template.render(messages);
        for (int from = 1; from < messages.size() && TokenEstimate.of(rendered).size() > window; from++) {
            List<Message> kept = new ArrayList<>(messages.subList(0, from));
            kept.removeIf(message -> !message.role().equals("system"));
            kept.addAll(messages.subList(from, messages.size()));
            rendered = template.render(kept);
        }
        return rendered;
    }

    /** Tokens that fit: where a single message is too long, what stands before its end is gone. */
    static List<String> cut(List<String> tokens, int window) {
        if (tokens.size() <= window) {
            return tokens;
        }
        int keep = Math.min(NUM_KEEP, window - 1);
        List<String> kept = new ArrayList<>(tokens.subList(0, keep));
        kept.addAll(tokens.subList(tokens.size() - window + keep, tokens.size()));
        return kept;
    }
}
