package demi.conductor;

import demi.contract.Feelings;

/**
 * The prompt of the oldest message that waits for its answer, kept until there is one: a further try sends the same
 * bytes, so that the server finds read what it has read of them.
 *
 * @param parts of which a shorter one can be made, should the server refuse it
 * @param feelings hers when it was made
 * @param forgets whether the message asks her to forget something
 */
record PreparedTurn(String messageId, Prompt.Parts parts, Prompt prompt, Feelings feelings, boolean forgets) {

    PreparedTurn with(Prompt shorter) {
        return new PreparedTurn(messageId, parts, shorter, feelings, forgets);
    }
}
