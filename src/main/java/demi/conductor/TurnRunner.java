package demi.conductor;

import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.Added;
import demi.api.store.MessageStore.CloseTurn;
import demi.api.store.MessageStore.TranscriptChange;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.conductor.followup.FollowUpJobs;
import demi.conductor.followup.FollowUpPauses;
import demi.conductor.followup.FollowUpRecovery;
import demi.conductor.followup.FollowUps;
import demi.conductor.followup.NoteTaking;
import demi.conductor.followup.NotesBeforeCut;
import demi.conductor.initiative.ProactiveWriter;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.Prompt;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.ModelOutage;
import demi.conductor.turn.ReplyStream;
import demi.conductor.turn.TalkQuestion;
import demi.conductor.turn.Turn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one turn from the message to whatever it comes to: a reply, a stop, a failure, or waiting for the model. */
final class TurnRunner {

    private static final Logger LOG = LoggerFactory.getLogger(TurnRunner.class);
    /** So often a prompt that the server refuses as too long is made shorter. */
    private static final int MOST_CUTS = 4;

    private final Vertx vertx;
    private final Bus bus;
    private final ConductorSettings settings;
    private final int longestReply;
    private final TokenBudget budget;
    private final PromptAssembler prompting;
    private final ModelOutage outage;
    private final NotesBeforeCut notes;
    private final FollowUpJobs followUpJobs;
    private final ReplyKeeper keeper;
    private final FollowUpRecovery followUpRecovery;
    private final ProactiveWriter initiative;
    private final Consumer<ConversationState> next;
    /** When the model last said a word to anybody. */
    private long lastWord = System.nanoTime();

    /**
     * @param next called when a conversation may go on with its next turn
     * @param talking whether a person waits for an answer
     * @param answering whether anybody's message is being answered now
     */
    TurnRunner(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            ConductorSettings settings,
            ConductorVerticle.PromptSettings prompts,
            Persona persona,
            ModelOutage outage,
            Consumer<ConversationState> next,
            Predicate<String> talking,
            BooleanSupplier answering) {
        this.vertx = vertx;
        this.bus = bus;
        this.settings = settings;
        this.longestReply = prompts.longestReply();
        this.budget = new TokenBudget(prompts.contextWindow(), prompts.longestReply());
        this.outage = outage;
        TalkQuestion talk = new TalkQuestion(bus, budget);
        NoteTaking noteTaking = new NoteTaking(bus, talk);
        FollowUps followUps = new FollowUps(bus, clock, talk, noteTaking);
        this.notes = new NotesBeforeCut(noteTaking, settings.thinksOver());
        this.followUpJobs = new FollowUpJobs(
                vertx,
                bus,
                new FollowUpPauses(settings.followUpAfter(), settings.followUpAfterSliding()),
                followUps,
                answering);
        this.keeper = new ReplyKeeper(vertx, bus, clock, settings, budget, followUpJobs);
        this.followUpRecovery = new FollowUpRecovery(
                bus,
                new MessageStore.Thoughts(settings.thinksOver(), settings.learns()),
                persona,
                budget,
                followUpJobs);
        this.initiative = new ProactiveWriter(
                bus, clock, prompts.zone(), persona, budget, settings.thinksOver() ? noteTaking : null, talking);
        this.prompting =
                new PromptAssembler(vertx, bus, clock, settings, prompts.zone(), persona, budget, followUpJobs);
        this.next = next;
    }

    /** How much the model takes that answers now. */
    void contextWindow(int tokens) {
        if (tokens > 0) {
            budget.window(tokens);
        }
    }

    void modelIs(InferenceApi.State state) {
        followUpJobs.modelIs(state);
    }

    ProactiveWriter initiative() {
        return initiative;
    }

    /** Goes on with what an earlier process did not come to follow up. */
    void resumeFollowUps() {
        followUpRecovery.resume();
    }

    /** Another process has removed accounts. */
    void dropRemovedAccounts() {
        followUpRecovery.dropRemovedAccounts();
    }

    void learnNothingOf(String userId) {
        followUpJobs.learnNothingAnywhere(userId);
    }

    void answer(ConversationState conversation, Turn turn) {
        followUpJobs.cutOff();
        initiative.cutOff(turn.userId());
        turn.quiet(conversation.knowsOf(turn.said().messageId()));
        typing(turn, true, 0);
        boolean counts = outage.modelIsReady();
        long patience = Timers.every(vertx, settings.patience().toMillis(), timer -> patienceEnds(conversation, turn));
        prompting
                .of(conversation, turn)
                .compose(prompt -> noted(conversation, turn, prompt))
                .compose(prompt -> generateFitting(conversation, turn, prompt, MOST_CUTS))
                .onComplete(over -> vertx.cancelTimer(patience))
                .compose(prompt -> keeper.keep(conversation, turn, prompt))
                .onSuccess(reply -> finished(conversation, turn, reply))
                .onFailure(thrown -> failed(conversation, turn, thrown, counts));
    }

    /** The prompt with notes on what had to go to make room, where there were none. */
    private Future<Prompt> noted(ConversationState conversation, Turn turn, Prompt prompt) {
        return notes.ensure(
                conversation,
                turn,
                prompt,
                () -> prompting.talkBefore(conversation),
                () -> prompting.of(conversation, turn),
                place -> typing(turn, true, place));
    }

    /** Results in the prompt that was taken: a shorter one where the server found it too long. */
    private Future<Prompt> generateFitting(ConversationState conversation, Turn turn, Prompt prompt, int cuts) {
        return generate(conversation, turn, prompt).map(prompt).recover(thrown -> {
            if (Failure.codeOf(thrown) != Failure.Code.TOO_LONG || cuts == 0) {
                return Future.failedFuture(thrown);
            }
            return noted(conversation, turn, prompting.shorter(conversation, prompt))
                    .compose(shorter -> generateFitting(conversation, turn, shorter, cuts - 1));
        });
    }

    private Future<Void> generate(ConversationState conversation, Turn turn, Prompt prompt) {
        return new ReplyStream(vertx, bus, turn, prompt, listener(turn))
                .run(conversation.timeouts() + 1, longestReply)
                .eventually(() -> {
                    learn(turn, prompt);
                    return Future.succeededFuture();
                });
    }

    private ReplyStream.Listener listener(Turn turn) {
        return new ReplyStream.Listener() {
            @Override
            public void waits(int place) {
                typing(turn, true, place);
            }

            @Override
            public void speaks() {
                lastWord = System.nanoTime();
                turn.speaks();
                turn.quiet(false);
                typing(turn, true, 0);
            }

            @Override
            public void says(String text) {
                tell(new ChatApi.Delta(turn.userId(), turn.replyId(), turn.append(text), text));
            }
        };
    }

    private void learn(Turn turn, Prompt prompt) {
        InferenceApi.Finish finish = turn.finish();
        if (finish != null && finish.promptTokens() > 0) {
            budget.learn(prompt.messages(), finish.promptTokens());
        }
    }

    private void finished(ConversationState conversation, Turn turn, @Nullable Added reply) {
        typing(turn, false, 0);
        if (reply != null && !reply.duplicate()) {
            tell(new ChatApi.Spoken(turn.userId(), reply.message()));
            tell(new ChatApi.Felt(turn.userId(), turn.feelings()));
        } else if (reply == null) {
            tell(new ChatApi.Unanswered(turn.userId(), turn.said().messageId()));
        }
        conversation.settled();
        if (reply != null && !turn.slow()) {
            outage.isOver(turn.userId());
        }
        next.accept(conversation);
    }

    private void failed(ConversationState conversation, Turn turn, Throwable thrown, boolean counts) {
        if (BaseVerticle.isClosing()) {
            // The turn stays open in the store, and is answered after the next start.
            return;
        }
        typing(turn, false, 0);
        boolean late = Failure.codeOf(thrown) == Failure.Code.TIMEOUT && turn.wasAsked() && !turn.speaking();
        ModelOutage.Next then = switch (Failure.codeOf(thrown)) {
            case UNAVAILABLE, TIMEOUT -> outage.stall(conversation, turn, counts, late);
            case INVALID, NOT_FOUND, CANCELLED, INTERNAL, TOO_LONG -> ModelOutage.Next.GIVE_UP;
        };
        if (then != ModelOutage.Next.WAIT) {
            giveUp(conversation, turn, thrown, then.sentence());
        }
    }

    private void giveUp(ConversationState conversation, Turn turn, Throwable thrown, String sentence) {
        LOG.warn("The turn of message {} failed: {}", turn.said().messageId(), thrown.getMessage());
        tell(new ChatApi.Failed(turn.userId(), "inference_error", sentence));
        tell(new ChatApi.Unanswered(turn.userId(), turn.said().messageId()));
        bus.ask(MessageStore.CLOSE_TURN, new CloseTurn(turn.said().messageId(), turn.userId(), TranscriptChange.NONE))
                .onFailure(open -> LOG.warn("A turn could not be closed: {}", open.getMessage()))
                .onComplete(closed -> {
                    conversation.settled();
                    next.accept(conversation);
                });
    }

    /** The model takes its time, with this turn or with the one before it: she says so once, and goes on waiting. */
    private void patienceEnds(ConversationState conversation, Turn turn) {
        boolean othersAreServed = turn.place() > 0
                && System.nanoTime() - lastWord < settings.patience().toNanos();
        if (turn.speaking()
                || othersAreServed
                || !conversation.tellsOf(turn.said().messageId())) {
            return;
        }
        turn.isSlow();
        typing(turn, false, 0);
        outage.hold(turn).onComplete(held -> {
            if (conversation.current() == turn) {
                typing(turn, true, 0);
            }
        });
    }

    private void typing(Turn turn, boolean now, int place) {
        if (turn.typing(now, place)) {
            tell(new ChatApi.Typing(turn.userId(), now, place));
        }
    }

    private void tell(ChatApi.Event event) {
        bus.tell(ChatApi.EVENTS, event);
    }
}
