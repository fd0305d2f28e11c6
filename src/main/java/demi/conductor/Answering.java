package demi.conductor;

import demi.contract.Bus;
import demi.contract.Chat;
import demi.contract.Failure;
import demi.contract.Feelings;
import demi.contract.Line;
import demi.contract.Message;
import demi.contract.MessageStore;
import demi.contract.MessageStore.AddReply;
import demi.contract.MessageStore.Added;
import demi.contract.Model;
import demi.contract.Model.Step;
import demi.contract.Moods;
import demi.contract.StreamReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one turn from the message to whatever it comes to: a reply, a stop, a failure, or waiting for the model. */
final class Answering {

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    /** A reply without a word in it is asked for once more. */
    private static final int TRIES = 2;

    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock;
    private final ConductorSettings settings;
    private final ConductorVerticle.PromptSettings prompts;
    private final Persona persona;
    private final TokenBudget budget;
    private final Consumer<Conversation> next;

    /** @param next called when a conversation may go on with its next turn */
    Answering(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            ConductorSettings settings,
            ConductorVerticle.PromptSettings prompts,
            Persona persona,
            Consumer<Conversation> next) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.prompts = prompts;
        this.persona = persona;
        this.budget = new TokenBudget(prompts.contextWindow(), prompts.longestReply());
        this.next = next;
    }

    void answer(Conversation conversation, Turn turn) {
        turn.quiet(conversation.knowsOf(turn.said()));
        typing(turn, true, 0);
        prompt(conversation, turn)
                .compose(prompt ->
                        generate(conversation, turn, prompt, 1).compose(done -> keep(conversation, turn, prompt)))
                .onSuccess(reply -> finished(conversation, turn, reply))
                .onFailure(thrown -> failed(conversation, turn, thrown));
    }

    private Future<Prompt> prompt(Conversation conversation, Turn turn) {
        Message said = turn.said();
        Future<Moods.Mood> mood = bus.ask(
                Moods.HEARD, new Moods.Heard(said.userId(), said.messageId(), said.content(), said.createdAt()));
        Future<List<Line>> transcript = transcript(conversation, said);
        return Future.all(mood, transcript, persona.text()).map(all -> {
            turn.feelings(mood.result().feelings());
            String note = StageNote.of(mood.result(), clock.instant(), prompts.zone());
            return Prompt.next(all.resultAt(2), transcript.result(), note, said.content(), budget);
        });
    }

    private Future<List<Line>> transcript(Conversation conversation, Message said) {
        List<Line> known = conversation.transcript();
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return bus.ask(MessageStore.TRANSCRIPT, new MessageStore.TranscriptOf(said.userId()))
                .compose(kept -> {
                    if (!kept.lines().isEmpty()) {
                        conversation.loaded(kept.lines(), true);
                        return Future.succeededFuture(kept.lines());
                    }
                    return fromHistory(conversation, said);
                });
    }

    /** A conversation that the model has never read, but that was had: of an earlier server. */
    private Future<List<Line>> fromHistory(Conversation conversation, Message said) {
        Instant since = clock.instant().minus(Duration.ofDays(settings.historyDays()));
        return bus.ask(MessageStore.HISTORY, new MessageStore.History(said.userId(), 100, said.seq(), since))
                .map(page -> {
                    List<Line> lines = Transcripts.of(page.messages());
                    conversation.loaded(lines, false);
                    return lines;
                });
    }

    private Future<Void> generate(Conversation conversation, Turn turn, Prompt prompt, int attempt) {
        if (turn.stopped()) {
            return Future.succeededFuture();
        }
        StreamReader<Step> stream = bus.open(
                Model.GENERATE,
                new Model.Generate(turn.userId(), Model.Priority.PERSON, prompt.messages(), prompts.longestReply()));
        turn.stream(stream.onItem(step -> heard(turn, step)));
        long patience = vertx.setPeriodic(settings.patience().toMillis(), timer -> patienceEnds(conversation, turn));
        return stream.end()
                .recover(thrown -> turn.stopped() ? Future.succeededFuture() : Future.failedFuture(thrown))
                .eventually(() -> {
                    vertx.cancelTimer(patience);
                    return Future.succeededFuture();
                })
                .compose(ended -> {
                    learn(turn, prompt);
                    if (!turn.text().isEmpty() || turn.stopped()) {
                        return Future.succeededFuture();
                    }
                    return attempt < TRIES
                            ? generate(conversation, turn, prompt, attempt + 1)
                            : Future.failedFuture(new Failure(Failure.Code.INVALID, "The model had nothing to say."));
                });
    }

    private void heard(Turn turn, Step step) {
        if (step.finish() != null) {
            turn.finish(step.finish());
        } else if (step.text().isEmpty()) {
            typing(turn, true, step.place());
        } else if (turn.hasBegun() || !step.text().isBlank()) {
            String text = turn.hasBegun() ? step.text() : step.text().stripLeading();
            turn.quiet(false);
            typing(turn, true, 0);
            int seq = turn.append(text);
            tell(new Chat.Delta(turn.userId(), turn.replyId(), seq, text));
        }
    }

    private void learn(Turn turn, Prompt prompt) {
        Model.Finish finish = turn.finish();
        if (finish != null && finish.promptTokens() > 0) {
            budget.learn(prompt.messages(), finish.promptTokens());
        }
    }

    /** Keeps the reply, if there is one; the result is null when she was stopped before she said anything. */
    private Future<Added> keep(Conversation conversation, Turn turn, Prompt prompt) {
        String text = turn.text();
        if (text.isEmpty()) {
            return bus.ask(
                            MessageStore.CLOSE_TURN,
                            new MessageStore.CloseTurn(turn.said().messageId()))
                    .mapEmpty();
        }
        List<Line> lines = new ArrayList<>(prompt.turn());
        lines.add(new Line(Line.Role.ASSISTANT, text));
        Conversation.Change change = conversation.change(prompt, lines);
        return bus.ask(
                        MessageStore.ADD_REPLY,
                        new AddReply(
                                turn.replyId(),
                                turn.userId(),
                                text,
                                turn.feelings(),
                                false,
                                turn.said().messageId(),
                                change.add(),
                                change.drop(),
                                clock.instant()))
                .onSuccess(added -> conversation.keep(prompt, lines));
    }

    private void finished(Conversation conversation, Turn turn, @Nullable Added reply) {
        typing(turn, false, 0);
        if (reply != null && !reply.duplicate()) {
            conversation.held(false);
            tell(new Chat.Spoken(turn.userId(), reply.message()));
            tell(new Chat.Felt(turn.userId(), turn.feelings()));
        }
        conversation.settled();
        next.accept(conversation);
    }

    private void failed(Conversation conversation, Turn turn, Throwable thrown) {
        typing(turn, false, 0);
        switch (Failure.codeOf(thrown)) {
            case UNAVAILABLE, TIMEOUT -> stall(conversation, turn);
            case INVALID, NOT_FOUND, CANCELLED, INTERNAL -> giveUp(conversation, turn, thrown);
        }
    }

    private void stall(Conversation conversation, Turn turn) {
        conversation.stall();
        boolean isNews = conversation.tellsOf(turn.said());
        Future<?> told = Future.succeededFuture();
        if (!conversation.held()) {
            told = hold(conversation, turn);
        } else if (isNews) {
            tell(cannotThink(turn.userId()));
        }
        told.onComplete(either -> {
            conversation.released();
            next.accept(conversation);
        });
    }

    private void giveUp(Conversation conversation, Turn turn, Throwable thrown) {
        LOG.warn("The turn of message {} failed: {}", turn.said().messageId(), thrown.getMessage());
        tell(new Chat.Failed(turn.userId(), "inference_error", "She could not answer that one. Please try again."));
        bus.ask(MessageStore.CLOSE_TURN, new MessageStore.CloseTurn(turn.said().messageId()))
                .onFailure(open -> LOG.warn("A turn could not be closed: {}", open.getMessage()))
                .onComplete(closed -> {
                    conversation.settled();
                    next.accept(conversation);
                });
    }

    static Chat.Event cannotThink(String userId) {
        return new Chat.Failed(
                userId, "inference_error", "She cannot think right now. Your message is kept, and will be answered.");
    }

    /** The model takes its time: she says so once, and goes on waiting. */
    private void patienceEnds(Conversation conversation, Turn turn) {
        if (!turn.hasBegun() && turn.place() == 0 && !conversation.held()) {
            typing(turn, false, 0);
            hold(conversation, turn).onComplete(held -> {
                if (conversation.current() == turn) {
                    typing(turn, true, 0);
                }
            });
        }
    }

    private Future<Added> hold(Conversation conversation, Turn turn) {
        conversation.held(true);
        String line = HoldingLine.forMessage(turn.said().messageId());
        Feelings feelings = turn.feelings();
        return bus.ask(
                        MessageStore.ADD_REPLY,
                        new AddReply(
                                UUID.randomUUID().toString(),
                                turn.userId(),
                                line,
                                feelings,
                                true,
                                null,
                                List.of(),
                                0,
                                clock.instant()))
                .onSuccess(added -> tell(new Chat.Spoken(turn.userId(), added.message())))
                .onFailure(thrown -> LOG.warn("A holding line could not be kept: {}", thrown.getMessage()));
    }

    private void typing(Turn turn, boolean now, int place) {
        if (turn.typing(now, place)) {
            tell(new Chat.Typing(turn.userId(), now, place));
        }
    }

    private void tell(Chat.Event event) {
        bus.tell(Chat.EVENTS, event);
    }
}
