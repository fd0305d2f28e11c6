package demi.conductor.turn;

import demi.api.EmotionApi;
import demi.conductor.prompt.Prompt;

/**
 * The prompt of the oldest message that waits for its answer, kept until there is one: a further try sends the same
 * bytes, so that the server finds read what it has read of them.
 *
 * @param parts of which a shorter one can be made, should the server refuse it
 * @param mood hers when it was made
 * @param forgets whether the message asks her to forget something
 * @param confirmation of what was understood of it, to be said behind the reply; empty: none
 */
public record PreparedTurn(
        String messageId,
        Prompt.Parts parts,
        Prompt prompt,
        EmotionApi.Mood mood,
        boolean forgets,
        String confirmation) {

    public PreparedTurn with(Prompt.Parts others, Prompt made) {
        return new PreparedTurn(messageId, others, made, mood, forgets, confirmation);
    }
}
