package demi.conductor;

import demi.contract.Bus;
import demi.contract.Done;
import demi.contract.Failure;
import demi.contract.Line;
import demi.contract.MessageStore;
import demi.contract.MessageStore.AddReply;
import demi.contract.MessageStore.Added;
import demi.contract.MessageStore.CloseTurn;
import demi.contract.MessageStore.Thoughts;
import demi.contract.MessageStore.TranscriptChange;
import demi.contract.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a turn came to in the store and in the transcript, and has it followed up. */
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
    Future<@Nullable Added> keep(Conversation conversation, Turn turn, Prompt prompt) {
        return keep(conversation, turn, prompt, 1);
    }

    private Future<@Nullable Added> keep(Conversation conversation, Turn turn, Prompt prompt, int attempt) {
        Future<@Nullable Added> kept =
                turn.text().isEmpty() ? close(conversation, turn, prompt) : addReply(conversation, turn, prompt);
        return kept.recover(thrown -> {
            if (Failure.codeOf(thrown) != Failure.Code.UNAVAILABLE) {
                return Future.failedFuture(thrown);
            }
            return attempt < TRIES
                    ? Timers.pause(vertx, AGAIN_MS).compose(later -> keep(conversation, turn, prompt, attempt + 1))
                    : Future.failedFuture(new Failure(Failure.Code.INTERNAL, "The reply could not be kept."));
        });
    }

    /** What was said stays known to the model, though it has no answer. */
    private Future<@Nullable Added> close(Conversation conversation, Turn turn, Prompt prompt) {
        List<Line> lines = prompt.turn();
        TranscriptChange change = conversation.change(prompt, lines);
        CloseTurn close = new CloseTurn(turn.said().messageId(), turn.userId(), change);
        Future<Done> closed = bus.ask(MessageStore.CLOSE_TURN, close);
        return closed.map(done -> {
            conversation.keep(prompt, lines);
            return null;
        });
    }

    private Future<@Nullable Added> addReply(Conversation conversation, Turn turn, Prompt prompt) {
        String text = turn.text();
        List<Line> lines = new ArrayList<>(prompt.turn());
        if (!turn.forgettable()) {
            lines.add(new Line(Line.Role.ASSISTANT, text));
        }
        TranscriptChange change = conversation.change(prompt, lines);
        AddReply reply = new AddReply(
                turn.replyId(),
                turn.userId(),
                turn.confirmation().isEmpty() ? text : text + "\n\n" + turn.confirmation(),
                turn.feelings(),
                false,
                turn.said().messageId(),
                // What several share is thought over soon or never: later it would not be clear whose words are meant.
                turn.said().speaker() == null ? thoughts(turn) : Thoughts.NONE,
                change,
                clock.instant());
        Future<Added> added = bus.ask(MessageStore.ADD_REPLY, reply);
        return added.map(done -> {
            conversation.keep(prompt, lines);
            scheduleFollowUps(conversation, turn, prompt, text);
            return done;
        });
    }

    private Thoughts thoughts(Turn turn) {
        return new Thoughts(settings.thinksOver(), settings.learns() && !turn.forgets());
    }

    private void scheduleFollowUps(Conversation conversation, Turn turn, Prompt prompt, String reply) {
        List<Line> lines = new ArrayList<>(prompt.words());
        lines.add(new Line(Line.Role.ASSISTANT, reply));
        Thoughts thoughts = thoughts(turn);
        boolean full = thoughts.judge() && conversation.summary() == null && budget.isGettingFull(lines, lines.get(0));
        followUpJobs.on(turn.userId(), FollowUpJob.of(turn.said(), lines, thoughts, full));
    }
}
