package demi.conductor.context;

import demi.api.store.MessageStore;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.conductor.prompt.ConversationSummary;
import demi.conductor.prompt.GroupChat;
import demi.conductor.prompt.TranscriptFromHistory;
import demi.conductor.turn.ConversationState;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What the model has read and written before a message; kept with the conversation once it was loaded. */
@WallTime("times of messages")
public final class TranscriptLoader {

    private static final int MOST_MESSAGES = 100;

    private final Bus bus;
    private final InstantSource clock;
    private final Duration history;

    /** @param history how far back it reaches for conversations that the model has never read */
    public TranscriptLoader(Bus bus, InstantSource clock, Duration history) {
        this.bus = bus;
        this.clock = clock;
        this.history = history;
    }

    /** @param changed whether it has changed in the store meanwhile */
    Future<List<PromptMessage>> of(ConversationState conversation, Message said, boolean changed) {
        List<PromptMessage> known = changed ? null : conversation.transcript().lines();
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return bus.request(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript(said.userId(), said.seq()))
                .compose(kept -> {
                    conversation.setLastMessageAt(kept.spokeBefore());
                    conversation.transcript().summary(ConversationSummary.of(kept.notes()));
                    if (!kept.lines().isEmpty()) {
                        conversation.transcript().loaded(kept.lines(), true);
                        return Future.succeededFuture(kept.lines());
                    }
                    return fromHistory(conversation, said);
                });
    }

    /** A conversation that the model has never read, but that was had: of an earlier server. */
    private Future<List<PromptMessage>> fromHistory(ConversationState conversation, Message said) {
        Instant since = clock.instant().minus(history);
        return bus.request(
                        MessageStore.HISTORY,
                        new MessageStore.GetHistory(said.userId(), MOST_MESSAGES, said.seq(), since))
                .map(page -> {
                    List<PromptMessage> lines =
                            TranscriptFromHistory.of(page.messages(), GroupChat.names(page.messages()));
                    conversation.transcript().loaded(lines, false);
                    return lines;
                });
    }
}
