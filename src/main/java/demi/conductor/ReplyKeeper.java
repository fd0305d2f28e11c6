package demi.conductor;

import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddReply;
import demi.api.store.MessageStore.Added;
import demi.api.store.MessageStore.CloseTurn;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.conductor.followup.FollowUpJob;
import demi.conductor.followup.FollowUpJobs;
import demi.conductor.prompt.Prompt;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.Turn;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a turn came to in the store and in the transcript, and has it followed up. */
@WallTime("times of messages")
final class ReplyKeeper {

    /** A finished reply waits a minute for a store that cannot write. */
    private static final int TRIES = 30;

    private static final long AGAIN_MS = 2_000;

    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock;
    private final ConductorSettings settings;
    private final TokenBudget budget;
    private final FollowUpJobs followUpJobs;

    ReplyKeeper(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            ConductorSettings settings,
            TokenBudget budget,
            FollowUpJobs followUpJobs) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.budget = budget;
        this.followUpJobs = followUpJobs;
    }

    /** Keeps the reply, if there is one; the result is null when she was stopped before she said anything. */
    Future<@Nullable Added> keep(ConversationState conversation, Turn turn, Prompt prompt) {
        return keep(conversation, turn, prompt, 1);
    }

    private Future<@Nullable Added> keep(ConversationState conversation, Turn turn, Prompt prompt, int attempt) {
        Future<@Nullable Added> kept =
                turn.text().isEmpty() ? close(conversation, turn, prompt) : addReply(conversation, turn, prompt);
        return kept.recover(thrown -> {
            if (Failure.codeOf(thrown) != Failure.Code.UNAVAILABLE) {
                return Future.failedFuture(thrown);
            }
            return attempt < TRIES && !turn.isDiscarded()
                    ? Timers.pause(vertx, AGAIN_MS).compose(later -> keep(conversation, turn, prompt, attempt + 1))
                    : Future.failedFuture(new Failure(Failure.Code.INTERNAL, "The reply could not be kept."));
        });
    }

    /** The message gets no answer, and the model does not get to know it. */
    Future<Ack> close(Turn turn) {
        return bus.request(
                MessageStore.CLOSE_TURN,
                new CloseTurn(turn.message().messageId(), turn.userId(), TranscriptChange.NONE));
    }

    /** What was said stays known to the model, though it has no answer. */
    private Future<@Nullable Added> close(ConversationState conversation, Turn turn, Prompt prompt) {
        List<PromptMessage> lines = prompt.turn();
        TranscriptChange change = conversation.transcript().change(prompt, lines);
        CloseTurn close = new CloseTurn(turn.message().messageId(), turn.userId(), change);
        Future<Ack> closed = bus.request(MessageStore.CLOSE_TURN, close);
        return closed.map(done -> {
            conversation.transcript().keep(prompt, lines);
            return null;
        });
    }

    private Future<@Nullable Added> addReply(ConversationState conversation, Turn turn, Prompt prompt) {
        String text = turn.text();
        List<PromptMessage> lines = new ArrayList<>(prompt.turn());
        if (!turn.isKeptOutOfTranscript()) {
            lines.add(new PromptMessage(PromptMessage.Role.ASSISTANT, text));
        }
        TranscriptChange change = conversation.transcript().change(prompt, lines);
        AddReply reply = new AddReply(
                turn.replyId(),
                turn.userId(),
                turn.confirmation().isEmpty() ? text : text + "\n\n" + turn.confirmation(),
                turn.feelings(),
                false,
                turn.message().messageId(),
                // What several share is thought over soon or never: later it would not be clear whose words are meant.
                turn.message().speaker() == null ? followUpKinds(turn) : FollowUpKinds.NONE,
                change,
                clock.instant(),
                turn.wasCut() ? Message.Marks.STOPPED : Message.Marks.NONE);
        Future<Added> added = bus.request(MessageStore.ADD_REPLY, reply);
        return added.map(done -> {
            conversation.transcript().keep(prompt, lines);
            // What has changed meanwhile is followed up from the store.
            if (!conversation.transcript().isChanged()) {
                scheduleFollowUps(conversation, turn, prompt, text);
            }
            return done;
        });
    }

    private FollowUpKinds followUpKinds(Turn turn) {
        return new FollowUpKinds(settings.thinksOver(), settings.learns() && !turn.forgets());
    }

    private void scheduleFollowUps(ConversationState conversation, Turn turn, Prompt prompt, String reply) {
        List<PromptMessage> lines = new ArrayList<>(prompt.words());
        lines.add(new PromptMessage(PromptMessage.Role.ASSISTANT, reply));
        FollowUpKinds thoughts = followUpKinds(turn);
        boolean full = thoughts.appraise()
                && conversation.transcript().summary() == null
                && budget.isGettingFull(lines, lines.get(0));
        followUpJobs.schedule(turn.userId(), FollowUpJob.of(turn.message(), lines, thoughts, full));
    }
}
