package demi.model;

import demi.contract.Line;
import demi.contract.Line.Role;
import java.util.ArrayList;
import java.util.List;

/** Where the system's message stands in what is sent to a model, so that its template has it read first. */
enum PromptLayout {
    /** As it is asked for: a message of its own. */
    SYSTEM_FIRST,
    /** At the beginning of the person's first message, for templates that move the system's message elsewhere. */
    IN_FIRST_MESSAGE;

    private static final String BETWEEN = "\n\n";

    /** The messages as they are sent. */
    List<Line> lay(List<Line> messages) {
        if (this == SYSTEM_FIRST || messages.isEmpty() || messages.get(0).role() != Role.SYSTEM) {
            return messages;
        }
        String system = messages.get(0).content();
        List<Line> laid = new ArrayList<>(messages.subList(1, messages.size()));
        if (laid.isEmpty() || laid.get(0).role() != Role.USER) {
            laid.add(0, new Line(Role.USER, system));
        } else {
            Line first = laid.get(0);
            laid.set(0, new Line(Role.USER, system + BETWEEN + first.content(), first.images()));
        }
        return laid;
    }
}
