package demi.conductor.context;

import demi.api.EmotionApi;
import demi.api.MemoryApi.Recalled;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.Prompt;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.Turn;
import io.vertx.core.Future;
import java.util.List;

/** Loads all parts of a turn's prompt concurrently; each loader in this package loads one of them. */
public final class PromptSources {

    private final Persona persona;
    private final MemoryRecall memory;
    private final TranscriptLoader transcripts;
    private final MessageContentLoader words;
    private final SituationLoader situations;

    public PromptSources(
            Persona persona,
            MemoryRecall memory,
            TranscriptLoader transcripts,
            MessageContentLoader words,
            SituationLoader situations) {
        this.persona = persona;
        this.memory = memory;
        this.transcripts = transcripts;
        this.words = words;
        this.situations = situations;
    }

    /**
     * What was found for one message.
     *
     * @param mood hers at it
     * @param forgets whether it asks her to forget something
     * @param confirmation of what was understood of it, to be said behind the reply; empty: none
     */
    record Found(Prompt.Parts parts, EmotionApi.Mood mood, boolean forgets, String confirmation) {}

    /** Fails where her mood, the transcript or the persona cannot be had; nobody goes without an answer for want of others. */
    Future<Found> of(ConversationState conversation, Turn turn) {
        Message said = turn.message();
        Future<List<PromptMessage>> before = transcripts.of(conversation, said, false);
        Future<Recalled> recalled = before.compose(lines -> memory.recall(turn, messages(lines)));
        // What is to be forgotten was taken out of it.
        Future<List<PromptMessage>> transcript =
                recalled.compose(known -> known.forgets() ? transcripts.of(conversation, said, true) : before);
        Future<SituationLoader.Situation> situation = situations.of(said);
        Future<MessageContentLoader.MessageContent> read = words.of(said);
        Future<String> instructions = persona.text();
        Future<String> takenUp = Future.all(situation, transcript)
                .compose(both -> situations.secondTalk(said, situation.result(), conversation.lastMessageAt()));
        return Future.all(situation, transcript, read, instructions, takenUp).map(all -> {
            SituationLoader.Situation now = situation.result();
            Prompt.Parts parts = new Prompt.Parts(
                    instructions.result(),
                    transcript.result(),
                    conversation.transcript().summary(),
                    situations
                            .note(said, now, conversation.lastMessageAt(), recalled.result())
                            .and(takenUp.result()),
                    read.result().words(),
                    read.result().images());
            return new Found(parts, now.mood(), recalled.result().forgets(), situations.confirmation(now));
        });
    }

    /** How many of the person's messages a transcript holds. */
    private static int messages(List<PromptMessage> transcript) {
        return (int) transcript.stream()
                .filter(line -> line.role() == PromptMessage.Role.USER)
                .count();
    }
}
