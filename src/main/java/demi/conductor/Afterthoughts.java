package demi.conductor;

import demi.contract.Bus;
import demi.contract.Done;
import demi.contract.Failure;
import demi.contract.Line;
import demi.contract.Model;
import demi.contract.Moods;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is thought over when a reply is out and nobody waits: what the person's words were, and, before the window is
 * full, what of the conversation is to be remembered. Whenever somebody writes it is dropped and done later, for all
 * messages since, in one go. What never comes to it leaves the first guess standing.
 */
final class Afterthoughts {

    private static final Logger LOG = LoggerFactory.getLogger(Afterthoughts.class);
    private static final long LATER_MS = 1_000;
    private static final int MOST_MESSAGES = 20;
    /** No answer of the schema is nearly as long. */
    private static final int LONGEST_ANSWER = 4_000;

    /**
     * @param lines the prompt as it was sent, and the reply to it
     * @param full whether the window soon is
     */
    private record Matter(List<Line> lines, List<String> messageIds, boolean full) {
        Matter {
            lines = List.copyOf(lines);
            messageIds = List.copyOf(messageIds);
        }
    }

    private final Vertx vertx;
    private final Bus bus;
    private final Map<String, Matter> matters = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Summary> summaries = new HashMap<>();

    Afterthoughts(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** What is to take the place of this person's oldest turns when they have to go; null when there is nothing yet. */
    @Nullable
    Summary summary(String userId) {
        return summaries.get(userId);
    }

    /** The transcript was cut, so that the summary counts no more. */
    void summaryIsUsed(String userId) {
        summaries.remove(userId);
    }

    /**
     * A turn is over.
     *
     * @param lines the prompt as it was sent, and the reply to it
     * @param full whether the window soon is
     */
    void on(String userId, List<Line> lines, String messageId, boolean full) {
        put(userId, new Matter(lines, List.of(messageId), full), true);
        start(userId);
    }

    /** @param newer whether these lines are newer than those that wait */
    private void put(String userId, Matter matter, boolean newer) {
        Matter waiting = matters.get(userId);
        if (waiting == null) {
            matters.put(userId, matter);
            return;
        }
        List<String> ids = new ArrayList<>((newer ? waiting : matter).messageIds());
        ids.addAll((newer ? matter : waiting).messageIds());
        List<String> newest = ids.subList(Math.max(0, ids.size() - MOST_MESSAGES), ids.size());
        Matter latest = newer ? matter : waiting;
        matters.put(userId, new Matter(latest.lines(), newest, latest.full()));
    }

    private void start(String userId) {
        Matter matter = busy.contains(userId) ? null : matters.remove(userId);
        if (matter == null) {
            return;
        }
        busy.add(userId);
        boolean judges = !matter.messageIds().isEmpty();
        Future<Done> thought = judges ? judge(userId, matter) : summarise(userId, matter);
        thought.onComplete(done -> {
            busy.remove(userId);
            if (done.failed()) {
                failed(userId, matter, done.cause());
                return;
            }
            if (judges && matter.full()) {
                put(userId, new Matter(matter.lines(), List.of(), true), false);
            }
            start(userId);
        });
    }

    private void failed(String userId, Matter matter, Throwable thrown) {
        switch (Failure.codeOf(thrown)) {
            case CANCELLED -> {
                put(userId, matter, false);
                vertx.setTimer(LATER_MS, timer -> start(userId));
            }
            case UNAVAILABLE, TIMEOUT -> put(userId, matter, false);
            case INVALID, NOT_FOUND, INTERNAL -> LOG.warn("An afterthought failed: {}", thrown.getMessage());
        }
    }

    private Future<Done> judge(String userId, Matter matter) {
        Line question = Judgement.question(matter.messageIds().size());
        return ask(userId, matter, question, Judgement.TOKENS, Judgement.SCHEMA)
                .map(answer -> read(answer, userId, matter))
                .compose(judged -> bus.ask(Moods.JUDGED, judged))
                .recover(Afterthoughts::unlessInvalid);
    }

    /** An answer that is worth nothing is no reason not to go on. */
    private static Future<Done> unlessInvalid(Throwable thrown) {
        if (Failure.codeOf(thrown) != Failure.Code.INVALID) {
            return Future.failedFuture(thrown);
        }
        LOG.info("A judgement came to nothing: {}", thrown.getMessage());
        return Future.succeededFuture(Done.DONE);
    }

    private Future<Done> summarise(String userId, Matter matter) {
        if (summaries.containsKey(userId)) {
            return Future.succeededFuture(Done.DONE);
        }
        List<Line> transcript = matter.lines().subList(1, matter.lines().size());
        return ask(userId, matter, Summary.QUESTION, Summary.TOKENS, null).map(notes -> {
            Summary summary = Summary.of(notes, transcript);
            if (summary == null) {
                LOG.info("Notes on a conversation came to nothing");
            } else {
                summaries.put(userId, summary);
            }
            return Done.DONE;
        });
    }

    private Future<String> ask(String userId, Matter matter, Line question, int tokens, @Nullable String format) {
        List<Line> lines = new ArrayList<>(matter.lines());
        lines.add(question);
        StringBuilder answer = new StringBuilder();
        return bus.open(Model.GENERATE, Model.Generate.background(userId, lines, tokens, format))
                .onItem(step -> {
                    if (answer.length() < LONGEST_ANSWER) {
                        answer.append(step.text());
                    }
                })
                .end()
                .map(ended -> answer.toString());
    }

    private static Moods.Judged read(String answer, String userId, Matter matter) {
        try {
            return Judgement.read(answer, userId, matter.messageIds());
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.Code.INVALID, "The answer is " + e.getMessage() + ".");
        }
    }
}
