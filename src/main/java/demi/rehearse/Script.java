package demi.rehearse;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Decides what the stand-in does with a request for text. Called on the stand-in's event loop: it must not block. */
@FunctionalInterface
public interface Script {
    /** The steps, in order; when they run out the reply ends as a finished one does, with {@code "done": true}. */
    List<ScriptStep> reply(Request request);

    /** Always the same steps. */
    static Script of(ScriptStep... steps) {
        List<ScriptStep> fixed = List.of(steps);
        return request -> fixed;
    }

    /** The same text every time, cut after each space as a model's tokens roughly are. */
    static Script saying(String text) {
        List<ScriptStep> fixed = ScriptStep.words(text);
        return request -> fixed;
    }

    /** A message of the conversation. */
    record Message(String role, String content) {}

    /**
     * A request that passed the stand-in's checks.
     *
     * @param messages of {@code /api/chat}; {@code /api/generate} arrives as its system text and its prompt
     * @param options temperature, num_ctx and the like; empty if there were none
     * @param body the whole request, {@code format}, {@code think} and {@code keep_alive} included
     */
    record Request(String model, List<Message> messages, JsonObject options, JsonObject body) {
        public Request {
            messages = List.copyOf(messages);
        }

        /** What the person said last, without the note behind it; empty if nobody said anything. */
        public String lastFromUser() {
            for (int i = messages.size() - 1; i >= 0; i--) {
                if (messages.get(i).role().equals("user")) {
                    return words(messages.get(i).content());
                }
            }
            return "";
        }

        /** Without what Demi puts behind a person's words: a last paragraph, all of it in brackets. */
        private static String words(String content) {
            String text = content.stripTrailing();
            int last = text.lastIndexOf("\n\n");
            boolean note = last > 0 && text.substring(last + 2).matches("(?s)[(\\[].*[)\\]]");
            return note ? text.substring(0, last).stripTrailing() : content;
        }
    }
}
