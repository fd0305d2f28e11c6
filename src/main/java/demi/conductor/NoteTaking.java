package demi.conductor;

import demi.contract.Bus;
import demi.contract.Failure;
import demi.contract.Line;
import demi.contract.MessageStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.IntConsumer;

/** Has the model write notes on a talk, and keeps them until its oldest part gives way. */
final class NoteTaking {

    /** Of notes for which a reply, or what she says first, waits. */
    private static final int TOKENS_BEFORE_WORDS = 160;

    private final Bus bus;
    private final TalkQuestion question;

    NoteTaking(Bus bus, TalkQuestion question) {
        this.bus = bus;
        this.question = question;
    }

    /** While nobody waits. */
    Future<Summary> inTime(String userId, CancelToken token, List<Line> talk) {
        return inBackground(userId, token, talk, Summary.TOKENS);
    }

    /** Before she speaks first. */
    Future<Summary> beforeWords(String userId, CancelToken token, List<Line> talk) {
        return inBackground(userId, token, talk, TOKENS_BEFORE_WORDS);
    }

    private Future<Summary> inBackground(String userId, CancelToken token, List<Line> talk, int tokens) {
        return question.inBackground(userId, token, talk, Summary.QUESTION, tokens, null)
                .compose(answer -> kept(userId, answer, talk));
    }

    /** @param places takes how many are served before it, while it waits */
    Future<Summary> beforeReply(Turn turn, List<Line> talk, IntConsumer places) {
        return question.beforeReply(turn, talk, Summary.QUESTION, TOKENS_BEFORE_WORDS, places)
                .compose(answer -> kept(turn.userId(), answer, talk));
    }

    private Future<Summary> kept(String userId, String answer, List<Line> talk) {
        String notes = Summary.notes(answer, talk.subList(1, talk.size()));
        Summary summary = Summary.of(notes);
        return notes == null || summary == null
                ? Future.failedFuture(new Failure(Failure.Code.INVALID, "The notes on a talk are worth nothing."))
                : bus.ask(MessageStore.KEEP_NOTES, new MessageStore.KeepNotes(userId, notes))
                        .map(summary);
    }
}
