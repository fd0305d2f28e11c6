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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is thought over when a reply is out and nobody waits: what the person's words were. Whenever somebody writes it
 * is dropped and done later, for all messages since, in one go. What never comes to it leaves the first guess standing.
 */
final class Afterthoughts {

    private static final Logger LOG = LoggerFactory.getLogger(Afterthoughts.class);
    private static final long LATER_MS = 1_000;
    private static final int MOST_MESSAGES = 20;
    /** No answer of the schema is nearly as long. */
    private static final int LONGEST_ANSWER = 4_000;

    /** @param lines the prompt as it was sent, and the reply to it */
    private record Matter(List<Line> lines, List<String> messageIds) {
        Matter {
            lines = List.copyOf(lines);
            messageIds = List.copyOf(messageIds);
        }
    }

    private final Vertx vertx;
    private final Bus bus;
    private final Map<String, Matter> matters = new HashMap<>();
    private final Set<String> busy = new HashSet<>();

    Afterthoughts(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** A turn is over: {@code lines} is the prompt as it was sent, and the reply to it. */
    void on(String userId, List<Line> lines, String messageId) {
        put(userId, new Matter(lines, List.of(messageId)), true);
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
        matters.put(userId, new Matter((newer ? matter : waiting).lines(), newest));
    }

    private void start(String userId) {
        Matter matter = busy.contains(userId) ? null : matters.remove(userId);
        if (matter == null) {
            return;
        }
        busy.add(userId);
        judge(userId, matter).onComplete(judged -> {
            busy.remove(userId);
            if (judged.succeeded()) {
                start(userId);
            } else {
                failed(userId, matter, judged.cause());
            }
        });
    }

    private void failed(String userId, Matter matter, Throwable thrown) {
        switch (Failure.codeOf(thrown)) {
            case CANCELLED -> {
                put(userId, matter, false);
                vertx.setTimer(LATER_MS, timer -> start(userId));
            }
            case UNAVAILABLE, TIMEOUT -> put(userId, matter, false);
            case INVALID, NOT_FOUND, INTERNAL -> LOG.info("A judgement came to nothing: {}", thrown.getMessage());
        }
    }

    private Future<Done> judge(String userId, Matter matter) {
        List<Line> lines = new ArrayList<>(matter.lines());
        lines.add(Judgement.question(matter.messageIds().size()));
        StringBuilder answer = new StringBuilder();
        Model.Generate question = Model.Generate.background(userId, lines, Judgement.TOKENS, Judgement.SCHEMA);
        return bus.open(Model.GENERATE, question)
                .onItem(step -> {
                    if (answer.length() < LONGEST_ANSWER) {
                        answer.append(step.text());
                    }
                })
                .end()
                .map(ended -> read(answer.toString(), userId, matter))
                .compose(judged -> bus.ask(Moods.JUDGED, judged));
    }

    private static Moods.Judged read(String answer, String userId, Matter matter) {
        try {
            return Judgement.read(answer, userId, matter.messageIds());
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.Code.INVALID, "The answer is " + e.getMessage() + ".");
        }
    }
}
