package demi.conductor.turn;

import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddReply;
import demi.api.store.MessageStore.Added;
import demi.api.store.MessageStore.Thoughts;
import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.bus.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens while she cannot think: what people are told, and when a turn is tried again. A person hears the holding
 * line once; what they write after it is told to wait, once a message; the tries themselves are not told.
 */
public final class ModelOutage {

    private static final Logger LOG = LoggerFactory.getLogger(ModelOutage.class);
    /** So often a model that has just answered something else fails on one message before that is given up. */
    private static final int MOST_PROOFS = 8;
    /** So often a model may not begin to answer one message in time; each time it gets twice as long. */
    private static final int MOST_TIMEOUTS = 3;
    /** From then on the model has to answer something else first. */
    private static final int BLIND_TRIES = 2;

    private static final PromptMessage PROOF = new PromptMessage(PromptMessage.Role.USER, "Say yes.");
    private static final int PROOF_TOKENS = 4;

    /** The longest pause is this many times the shortest: about ten minutes with the usual second. */
    private static final int LONGEST = 512;

    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock;
    private final Consumer<ConversationState> next;
    private final Predicate<String> waits;
    private final Duration pace;
    /** For whom the model is being asked something harmless. */
    private final Set<String> proving = new HashSet<>();
    /** Who has heard the holding line in this outage. */
    private final Set<String> held = new HashSet<>();

    private boolean ready = true;

    /**
     * @param next called when a conversation may go on
     * @param waits whether a person waits for an answer
     * @param pace the shortest pause between two tries
     */
    public ModelOutage(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            Consumer<ConversationState> next,
            Predicate<String> waits,
            Duration pace) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.next = next;
        this.waits = waits;
        this.pace = pace;
    }

    /** Who heard the line from an earlier process. */
    public void goesOnFor(Collection<String> users) {
        held.addAll(users);
    }

    /** She has answered this person: it is over for them, and for all who wait for nothing. */
    public void isOver(String userId) {
        held.remove(userId);
        held.removeIf(user -> !waits.test(user));
    }

    public boolean modelIsReady() {
        return ready;
    }

    public void modelIs(boolean now, Collection<ConversationState> conversations) {
        ready = now;
        if (ready) {
            List.copyOf(conversations).forEach(this::wake);
        }
    }

    /** Tells a person that the answer to what they just wrote has to wait. */
    public void tellWaiting(ConversationState conversation, String messageId) {
        if (conversation.tellsOf(messageId)) {
            tell(cannotThink(conversation.userId()));
        }
    }

    /** What becomes of a turn that could not be made. */
    public enum Next {
        /** It stays the person's next. */
        WAIT(""),
        /** The message is to blame. */
        GIVE_UP("She could not answer that one. Please try again."),
        /** The machine does not get to the first word of it. */
        TOO_SLOW(
                "She has tried three times and did not get to the first word: this machine is too slow for this model and"
                        + " so long a talk. A smaller model would help.");

        private final String sentence;

        Next(String sentence) {
            this.sentence = sentence;
        }

        /** For the person, when it is not answered. */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * The turn could not be made now.
     *
     * @param counts whether the model was thought to be fine when it began
     * @param late whether it did not begin to answer in time
     */
    public Next stall(ConversationState conversation, Turn turn, boolean counts, boolean late) {
        int tries = conversation.triedAgain(counts, late);
        if (conversation.timeouts() >= MOST_TIMEOUTS) {
            return Next.TOO_SLOW;
        }
        if (conversation.proofs() >= MOST_PROOFS) {
            return Next.GIVE_UP;
        }
        pause(conversation, tries);
        Future<?> told = Future.succeededFuture();
        if (conversation.tellsOf(turn.said().messageId())) {
            told = holdOrTell(turn);
        }
        told.onComplete(either -> {
            conversation.released();
            next.accept(conversation);
        });
        return Next.WAIT;
    }

    private void pause(ConversationState conversation, int tries) {
        long times = tries <= 1 ? 0 : Math.min(LONGEST, 1L << Math.min(tries - 1, 30));
        Duration pause = pace.multipliedBy(times);
        conversation.stall(System.nanoTime() + pause.toNanos());
        Timers.after(vertx, Math.max(pace.toMillis(), pause.toMillis()), timer -> wakeIfReady(conversation));
    }

    private void wakeIfReady(ConversationState conversation) {
        if (ready) {
            wake(conversation);
        }
    }

    private void wake(ConversationState conversation) {
        if (!conversation.stalled() || System.nanoTime() - conversation.notBefore() < 0) {
            return;
        }
        Message waiting = conversation.waitsForModel();
        // A further try at what took too long finds read what was read so far: nothing may come between.
        if (conversation.tries() < BLIND_TRIES || conversation.timedOut() || waiting == null) {
            conversation.wake();
            next.accept(conversation);
        } else if (proving.add(conversation.userId())) {
            prove(conversation, waiting);
        }
    }

    /**
     * Asks the model something harmless before a message on which it has failed: if it cannot answer that, the message is
     * not to blame, and if it can, it is trusted again, for everybody. The question begins as the message's prompt does, so
     * that what the server has read of that stays read.
     */
    private void prove(ConversationState conversation, Message waiting) {
        PreparedTurn prepared = conversation.prepared();
        List<PromptMessage> question =
                prepared == null ? List.of(PROOF) : prepared.prompt().asking(PROOF);
        bus.open(InferenceApi.GENERATE, InferenceApi.Generate.reply(conversation.userId(), question, PROOF_TOKENS))
                .onItem(step -> {})
                .end()
                .onComplete(answer -> {
                    proving.remove(conversation.userId());
                    if (!waiting.equals(conversation.waitsForModel())) {
                        return;
                    }
                    if (answer.succeeded()) {
                        conversation.proven();
                        conversation.wake();
                        next.accept(conversation);
                    } else {
                        LOG.debug("Not the message's fault: {}", answer.cause().getMessage());
                        pause(conversation, conversation.tries());
                    }
                });
    }

    private Future<?> holdOrTell(Turn turn) {
        if (held.contains(turn.userId())) {
            tell(cannotThink(turn.userId()));
            return Future.succeededFuture();
        }
        return hold(turn);
    }

    /** Says the holding line, unless this person has heard it; done when it was told. */
    public Future<?> hold(Turn turn) {
        if (!held.add(turn.userId())) {
            return Future.succeededFuture();
        }
        Instant at = clock.instant();
        String id = UUID.randomUUID().toString();
        String line = UnavailableReply.forMessage(turn.said().messageId());
        AddReply reply = new AddReply(
                id, turn.userId(), line, turn.feelings(), true, null, Thoughts.NONE, TranscriptChange.NONE, at);
        Future<Added> kept = bus.ask(MessageStore.ADD_REPLY, reply);
        return kept.onSuccess(added -> tell(new ChatApi.Spoken(turn.userId(), added.message())))
                .onFailure(thrown -> {
                    LOG.warn("A holding line could not be kept: {}", thrown.getMessage());
                    held.remove(turn.userId());
                    tell(cannotThink(turn.userId()));
                });
    }

    private static ChatApi.Event cannotThink(String userId) {
        return new ChatApi.Failed(
                userId, "inference_error", "She cannot think right now. Your message is kept, and will be answered.");
    }

    private void tell(ChatApi.Event event) {
        bus.tell(ChatApi.EVENTS, event);
    }
}
