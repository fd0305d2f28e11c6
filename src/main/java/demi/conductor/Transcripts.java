package demi.conductor;

import demi.contract.Line;
import demi.contract.Line.Role;
import demi.contract.Message;
import demi.contract.Message.Sender;
import java.util.ArrayList;
import java.util.List;

/** A conversation as the model would have read it, from the messages that were kept of it. */
final class Transcripts {

    private Transcripts() {}

    /** Without holding lines, which she never meant; begins with the person's words and ends with hers. */
    static List<Line> of(List<Message> messages) {
        List<Line> lines = new ArrayList<>();
        for (Message message : messages) {
            boolean hers = message.sender() == Sender.DEMI;
            if (!message.holding()
                    && !(hers && lines.isEmpty())
                    && !message.content().isBlank()) {
                lines.add(new Line(hers ? Role.ASSISTANT : Role.USER, Shared.words(message)));
            }
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).role() == Role.USER) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }
}
