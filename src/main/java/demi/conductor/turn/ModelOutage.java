package demi.conductor.turn;

import demi.api.InferenceApi;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.bus.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a turn is tried again that could not be made, and when it is given up. The tries themselves are not told. */
public final class ModelOutage {

    private static final Logger LOG = LoggerFactory.getLogger(ModelOutage.class);
    /** So often a model that has just answered something else fails on one message before that is given up. */
    private static final int MOST_FAILURES_AFTER_PROBE = 8;
    /** So often a model may not begin to answer one message in time; each time it gets twice as long. */
    private static final int MOST_TIMEOUTS = 3;
    /** From then on the model has to answer something else first. */
    private static final int TRIES_WITHOUT_PROBE = 2;

    private static final PromptMessage PROBE = new PromptMessage(PromptMessage.Role.USER, "Say yes.");
    private static final int PROOF_TOKENS = 4;

    /** The longest pause is this many times the shortest: about ten minutes with the usual second. */
    private static final int LONGEST = 512;

    private final Vertx vertx;
    private final Bus bus;
    private final HoldingLine line;
    private final Consumer<ConversationState> next;
    private final Duration pace;
    /** For whom the model is being asked something harmless. */
    private final Set<String> probing = new HashSet<>();

    private boolean ready = true;

    /**
     * @param next called when a conversation may go on
     * @param pace the shortest pause between two tries
     */
    public ModelOutage(Vertx vertx, Bus bus, HoldingLine line, Consumer<ConversationState> next, Duration pace) {
        this.vertx = vertx;
        this.bus = bus;
        this.line = line;
        this.next = next;
        this.pace = pace;
    }

    public boolean modelIsReady() {
        return ready;
    }

    public void modelIs(boolean now, Collection<ConversationState> conversations) {
        ready = now;
        if (ready) {
            List.copyOf(conversations).forEach(this::resume);
        }
    }

    /** What becomes of a turn that could not be made. */
    public enum Next {
        /** It stays the person's next. */
        WAIT(""),
        /** The message is to blame. */
        GIVE_UP("She could not answer that one. Please try again."),
        /** The machine does not get to the first word of it. */
        TOO_SLOW("She has tried three times and did not get to the first word: this machine is too slow for this model"
                + " and so long a talk. A smaller model would help.");

        private final String explanation;

        Next(String sentence) {
            this.explanation = sentence;
        }

        /** For the person, when it is not answered. */
        public String explanation() {
            return explanation;
        }
    }

    /**
     * The turn could not be made now. Where the answer is WAIT, {@link #hold} has to follow.
     *
     * @param counts whether the model was thought to be fine when it began
     * @param late whether it did not begin to answer in time
     */
    public Next failed(ConversationState conversation, boolean counts, boolean late) {
        Retries retries = conversation.retries();
        retries.failed(counts, late);
        if (retries.timeouts() >= MOST_TIMEOUTS) {
            return Next.TOO_SLOW;
        }
        return retries.probeSuccesses() >= MOST_FAILURES_AFTER_PROBE ? Next.GIVE_UP : Next.WAIT;
    }

    /** The turn stays the person's next; done when they know. Never fails. */
    public Future<Void> hold(ConversationState conversation, Turn turn) {
        pause(conversation);
        return line.tellStalled(conversation, turn).onComplete(told -> conversation.released());
    }

    private void pause(ConversationState conversation) {
        int tries = conversation.retries().tries();
        long times = tries <= 1 ? 0 : Math.min(LONGEST, 1L << Math.min(tries - 1, 30));
        Duration pause = pace.multipliedBy(times);
        conversation.retries().suspend(System.nanoTime() + pause.toNanos());
        Timers.after(vertx, Math.max(pace.toMillis(), pause.toMillis()), timer -> resumeIfReady(conversation));
    }

    private void resumeIfReady(ConversationState conversation) {
        if (ready) {
            resume(conversation);
        }
    }

    private void resume(ConversationState conversation) {
        if (!conversation.retries().isSuspended()
                || System.nanoTime() - conversation.retries().notBefore() < 0) {
            return;
        }
        Message waiting = conversation.waitsForModel();
        // After a time-out the server has part of the prompt cached; another request in between would evict it.
        if (conversation.retries().tries() < TRIES_WITHOUT_PROBE
                || conversation.retries().timedOut()
                || waiting == null) {
            conversation.retries().resume();
            next.accept(conversation);
        } else if (probing.add(conversation.userId())) {
            probe(conversation, waiting);
        }
    }

    /**
     * Asks the model something harmless before a message on which it has failed: if it cannot answer that, the message is
     * not to blame, and if it can, it is trusted again, for everybody. The question begins as the message's prompt does, so
     * that what the server has read of that stays read.
     */
    private void probe(ConversationState conversation, Message waiting) {
        PreparedTurn prepared = conversation.prepared();
        List<PromptMessage> question =
                prepared == null ? List.of(PROBE) : prepared.prompt().asking(PROBE);
        bus.open(InferenceApi.GENERATE, InferenceApi.Generate.reply(conversation.userId(), question, PROOF_TOKENS))
                .onItem(step -> {})
                .end()
                .onComplete(answer -> {
                    probing.remove(conversation.userId());
                    if (!waiting.equals(conversation.waitsForModel())) {
                        return;
                    }
                    if (answer.succeeded()) {
                        conversation.retries().countProbeSuccess();
                        conversation.retries().resume();
                        next.accept(conversation);
                    } else {
                        LOG.debug(
                                "Will retry, the message is not at fault: {}",
                                answer.cause().getMessage());
                        pause(conversation);
                    }
                });
    }
}
