package demi.rehearse;

import demi.rehearse.Script.Message;
import demi.rehearse.request.TokenEstimate;
import java.util.List;
import java.util.Optional;

/** What no template of a model spoils: one system message, in front, then user and assistant in turn, the last the user. */
final class PromptRules {
    private PromptRules() {}

    /** The first thing in these messages that some template would not bear, as a sentence without their words. */
    static Optional<String> broken(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            Optional<String> broken = broken(messages, i);
            if (broken.isPresent()) {
                return broken.map(("message %d of " + messages.size() + " ").formatted(i + 1)::concat);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> broken(List<Message> messages, int index) {
        Message message = messages.get(index);
        String role = message.role();
        int before = index > 0 && messages.get(0).role().equals("system") ? index - 1 : index;
        if (message.content().isBlank()) {
            return Optional.of("(" + role + ") is empty");
        }
        if (role.equals("system")) {
            return index == 0 && messages.size() > 1
                    ? special(message)
                    : Optional.of("is a system message and not the first, or alone");
        }
        String turn = before % 2 == 0 ? "user" : "assistant";
        if (!role.equals(turn)) {
            return Optional.of("is of role " + role + " where it is the " + turn + "'s turn");
        }
        return index == messages.size() - 1 && !role.equals("user")
                ? Optional.of("is the last and not the user's")
                : special(message);
    }

    private static Optional<String> special(Message message) {
        return TokenEstimate.special(message.content())
                .map(token -> "(" + message.role() + ") holds the special token " + token);
    }
}
