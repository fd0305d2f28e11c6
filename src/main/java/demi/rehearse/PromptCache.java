package demi.rehearse;

import demi.rehearse.request.TokenEstimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model server still has of the prompts it has read: for each model as many slots as it serves at once, each with
 * the tokens of the last conversation in it. A request takes the free slot that shares the longest beginning with it, and
 * reads what is behind that.
 */
public final class PromptCache {
    private final Map<String, List<Slot>> slots = new HashMap<>();

    /** The whole prompt's tokens, and those of them that had to be read. */
    public record Cost(int tokens, int newTokens) {}

    /** One conversation's place. */
    static final class Slot {
        private List<String> held = List.of();
        private int first;
        private boolean taken;
        private int slidingWindow;

        /** How many tokens of the prompt are there; all that differs from it is thrown out. */
        private int resume(List<String> prompt) {
            int same = TokenEstimate.common(held, prompt);
            // Even a prompt that is all there has its last token read again.
            int known = Math.min(same, prompt.size() - 1);
            if (slidingWindow > 0 && Math.max(0, known - slidingWindow) < first) {
                known = 0;
            }
            held = List.copyOf(prompt.subList(0, Math.max(0, known)));
            first = known > 0 ? first : 0;
            return Math.max(0, known);
        }

        /** So much of the prompt was read, the last of it in a batch that began there. */
        void read(List<String> prompt, int upTo, int batch) {
            held = List.copyOf(prompt.subList(0, upTo));
            forgetBefore(batch);
        }

        /** The prompt was read and this was generated behind it; what was more than the window holds shifted all of it. */
        void hold(String rendered, List<String> prompt, String generated, int window) {
            if (prompt.size() + generated.length() / TokenEstimate.CHARACTERS > window) {
                held = List.of();
                first = 0;
                return;
            }
            List<String> all = TokenEstimate.of(rendered + generated);
            if (TokenEstimate.common(all, prompt) < prompt.size() - 1) {
                // It was cut to the window.
                all = new ArrayList<>(prompt);
                all.addAll(TokenEstimate.of(generated));
            }
            held = List.copyOf(all);
            forgetBefore(generated.isEmpty() ? 0 : held.size() - 1);
        }

        void leave() {
            taken = false;
        }

        /** With a sliding window only so many tokens before the newest are kept, which is why it cannot go back. */
        private void forgetBefore(int position) {
            if (slidingWindow > 0) {
                first = Math.max(first, position - slidingWindow);
            }
        }
    }

    /** A slot that was taken, and what of the prompt was in it. */
    record Taken(Slot slot, int known) {}

    /**
     * @param slidingWindow the model's, in tokens; 0 where it can go back as far as it likes
     * @param most how many slots the model has; where all are taken the best of them is shared
     */
    Taken take(String model, int slidingWindow, int most, List<String> prompt) {
        List<Slot> all = slots.computeIfAbsent(model, m -> new ArrayList<>());
        while (all.size() < most) {
            all.add(new Slot());
        }
        Slot best = all.get(0);
        int longest = -1;
        for (Slot slot : all.subList(0, most)) {
            int same = slot.taken ? -1 : TokenEstimate.common(slot.held, prompt);
            if (same > longest) {
                longest = same;
                best = slot;
            }
        }
        best.taken = true;
        best.slidingWindow = slidingWindow;
        return new Taken(best, best.resume(prompt));
    }

    /** Has the prompt read and the reply generated at once, on one slot, by a model of that shape. */
    public Cost read(ChatTemplate template, List<Script.Message> messages, String reply) {
        String rendered = template.render(messages);
        List<String> tokens = TokenEstimate.of(rendered);
        Taken taken = take(template.name(), ModelCard.slidingWindow(template), 1, tokens);
        taken.slot().hold(rendered, tokens, reply, Integer.MAX_VALUE);
        taken.slot().leave();
        return new Cost(tokens.size(), tokens.size() - taken.known());
    }

    void forget(String model) {
        slots.remove(model);
    }
}
