package demi.model.profile;

import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.util.ArrayList;
import java.util.List;

/** Where the system's message stands in what is sent to a model, so that its template has it read first. */
public enum PromptLayout {
    /** As it is asked for: a message of its own. */
    SYSTEM_FIRST,
    /** At the beginning of the person's first message, for templates that move the system's message elsewhere. */
    IN_FIRST_MESSAGE;

    private static final String BETWEEN = "\n\n";

    /** The messages as they are sent. */
    public List<PromptMessage> arrange(List<PromptMessage> messages) {
        if (this == SYSTEM_FIRST || messages.isEmpty() || messages.get(0).role() != Role.SYSTEM) {
            return messages;
        }
        String system = messages.get(0).content();
        List<PromptMessage> laid = new ArrayList<>(messages.subList(1, messages.size()));
        if (laid.isEmpty() || laid.get(0).role() != Role.USER) {
            laid.add(0, new PromptMessage(Role.USER, system));
        } else {
            PromptMessage first = laid.get(0);
            laid.set(0, new PromptMessage(Role.USER, system + BETWEEN + first.content(), first.images()));
        }
        return laid;
    }
}
