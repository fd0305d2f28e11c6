package demi.conductor;

import demi.contract.Bus;
import demi.contract.Done;
import demi.contract.Failure;
import demi.contract.Line;
import demi.contract.Memories;
import demi.contract.MessageStore;
import demi.contract.MessageStore.Thoughts;
import demi.contract.Model;
import demi.contract.Moods;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is thought over when a reply is out and nobody waits: what the person's words were, what of them is to be known
 * from now on, and, before the window is full, what of the conversation is to be remembered. Whenever somebody writes it
 * is dropped and done later, for all messages since, in one go; what the process did not come to is found in the store
 * by the next one. What comes to nothing leaves the first guess standing.
 */
final class Afterthoughts {

    private static final Logger LOG = LoggerFactory.getLogger(Afterthoughts.class);
    private static final long LATER_MS = 1_000;
    /** No answer of a schema is nearly as long. */
    private static final int LONGEST_ANSWER = 8_000;

    private static final Thoughts JUDGED = new Thoughts(true, false);
    private static final Thoughts LEARNED = new Thoughts(false, true);

    private final Vertx vertx;
    private final Bus bus;
    private final TokenBudget budget;
    private final Map<String, Matter> matters = new HashMap<>();
    /** What is being thought over, by person. */
    private final Map<String, Matter> busy = new HashMap<>();

    Afterthoughts(Vertx vertx, Bus bus, TokenBudget budget) {
        this.vertx = vertx;
        this.bus = bus;
        this.budget = budget;
    }

    /** A turn is over. */
    void on(String userId, Matter matter) {
        Matter waiting = matters.get(userId);
        matters.put(userId, waiting == null ? matter : waiting.then(matter));
        start(userId);
    }

    /** Nothing is to be learned any more from what this person has said so far. */
    void learnNothing(String userId) {
        matters.computeIfPresent(userId, (user, matter) -> matter.learned());
        busy.computeIfPresent(userId, (user, matter) -> matter.learned());
        thought(userId, List.of(), LEARNED);
    }

    /** The same, wherever they have said it. */
    void learnNothingAnywhere(String userId) {
        learnNothing(userId);
        Stream.concat(matters.entrySet().stream(), busy.entrySet().stream())
                .filter(each -> userId.equals(each.getValue().speaker()))
                .map(Map.Entry::getKey)
                .distinct()
                .toList()
                .forEach(this::learnNothing);
    }

    /** Nothing is thought over any more of people whose accounts are gone. */
    void keepOnly(Set<String> users) {
        matters.keySet().retainAll(users);
        busy.keySet().retainAll(users);
    }

    boolean isIdle() {
        return matters.isEmpty() && busy.isEmpty();
    }

    /** Goes on with what could not be thought over while the model was away. */
    void goOn() {
        List.copyOf(matters.keySet()).forEach(this::start);
    }

    private void start(String userId) {
        Matter matter = busy.containsKey(userId) ? null : matters.remove(userId);
        if (matter == null || matter.isOver()) {
            return;
        }
        busy.put(userId, matter);
        Future<Done> thought = !matter.toJudge().isEmpty()
                ? judge(userId, matter)
                : !matter.toLearn().isEmpty() ? learn(userId, matter) : summarise(userId, matter);
        thought.onComplete(done -> ended(userId, matter, done));
    }

    private void ended(String userId, Matter begun, AsyncResult<Done> done) {
        Matter before = busy.remove(userId);
        Failure.Code code = done.failed() ? Failure.codeOf(done.cause()) : null;
        if (before == null) {
            return;
        }
        if (code == Failure.Code.INVALID) {
            LOG.info("An afterthought came to nothing: {}", done.cause().getMessage());
        } else if (code == Failure.Code.NOT_FOUND || code == Failure.Code.INTERNAL) {
            LOG.warn("An afterthought failed: {}", done.cause().getMessage());
        }
        boolean again =
                code == Failure.Code.CANCELLED || code == Failure.Code.UNAVAILABLE || code == Failure.Code.TIMEOUT;
        if (!again) {
            settle(userId, begun);
        }
        Matter left = again ? before : begun.toJudge().isEmpty() ? rest(begun, before) : before.judged();
        Matter newer = matters.get(userId);
        matters.put(userId, newer == null ? left : left.then(newer));
        if (code == Failure.Code.CANCELLED) {
            vertx.setTimer(LATER_MS, timer -> start(userId));
        } else if (!again) {
            start(userId);
        }
    }

    private void settle(String userId, Matter done) {
        if (!done.toJudge().isEmpty()) {
            thought(userId, done.toJudge(), JUDGED);
        } else if (!done.toLearn().isEmpty()) {
            thought(userId, done.idsToLearn(), LEARNED);
        }
    }

    /** If that is not kept, the next process asks once more, which changes nothing. */
    private void thought(String userId, List<String> messageIds, Thoughts what) {
        bus.ask(MessageStore.THOUGHT, new MessageStore.Thought(userId, messageIds, what))
                .onFailure(thrown -> LOG.warn("An afterthought was not kept as done: {}", thrown.getMessage()));
    }

    private static Matter rest(Matter begun, Matter before) {
        return begun.toLearn().isEmpty() ? before.summarised() : before.learned();
    }

    private static String whose(String userId, Matter matter) {
        return matter.speaker() == null ? userId : matter.speaker();
    }

    private Future<Done> judge(String userId, Matter matter) {
        Line question = Judgement.question(matter.toJudge().size());
        return ask(userId, matter, question, Judgement.TOKENS, Judgement.SCHEMA)
                .map(answer -> read(answer, whose(userId, matter), matter))
                .compose(judged -> bus.ask(Moods.JUDGED, judged));
    }

    private Future<Done> learn(String userId, Matter matter) {
        return bus.ask(
                        Memories.WHAT_TO_ASK,
                        new Memories.WhatToAsk(whose(userId, matter), matter.toLearn(), matter.speaker() != null))
                .compose(question -> ask(userId, matter, question.line(), question.maxTokens(), question.format())
                        .compose(answer -> learned(userId, matter, question, answer)));
    }

    private Future<Done> learned(String userId, Matter matter, Memories.Question question, String answer) {
        Matter now = busy.get(userId);
        if (now == null || now.toLearn().isEmpty()) {
            // They have asked her to forget it meanwhile.
            return Future.succeededFuture(Done.DONE);
        }
        return bus.ask(
                Memories.LEARN,
                new Memories.Learn(
                        whose(userId, matter),
                        matter.idsToLearn(),
                        question.known(),
                        answer,
                        matter.speaker() == null));
    }

    private Future<Done> summarise(String userId, Matter matter) {
        List<Line> transcript = matter.lines().subList(1, matter.lines().size());
        return ask(userId, matter, Summary.QUESTION, Summary.TOKENS, null).compose(answer -> {
            String notes = Summary.notes(answer, transcript);
            return notes == null
                    ? Future.failedFuture(new Failure(Failure.Code.INVALID, "The notes on a talk are worth nothing."))
                    : bus.ask(MessageStore.KEEP_NOTES, new MessageStore.KeepNotes(userId, notes));
        });
    }

    private Future<String> ask(String userId, Matter matter, Line question, int tokens, @Nullable String format) {
        List<Line> lines = budget.room(matter.lines(), question, tokens);
        if (lines.isEmpty()) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, "The model's window is too small for it."));
        }
        StringBuilder answer = new StringBuilder();
        return bus.open(Model.GENERATE, Model.Generate.background(userId, lines, tokens, format))
                .onItem(step -> {
                    if (step.anew()) {
                        answer.setLength(0);
                    }
                    if (answer.length() < LONGEST_ANSWER) {
                        answer.append(step.text());
                    }
                })
                .end()
                .map(ended -> answer.toString());
    }

    private static Moods.Judged read(String answer, String userId, Matter matter) {
        try {
            return Judgement.read(answer, userId, matter.toJudge());
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.Code.INVALID, "The answer is " + e.getMessage() + ".");
        }
    }
}
