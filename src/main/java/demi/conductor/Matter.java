package demi.conductor;

import demi.contract.Line;
import demi.contract.Memories.Said;
import demi.contract.Message;
import demi.contract.MessageStore.Thoughts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to think over of one person's turns.
 *
 * @param lines the newest prompt as it was sent, and the reply to it
 * @param toJudge ids of messages of which it is not known yet what they were, oldest first
 * @param toLearn messages from which nothing was learned yet, oldest first
 * @param full whether the window soon is
 * @param speaker whose words they are, in a conversation that several share; null in one person's own
 */
record Matter(
        List<Line> lines,
        List<String> toJudge,
        List<Said> toLearn,
        boolean full,
        @Nullable String speaker) {

    static final int MOST_MESSAGES = 20;

    Matter {
        lines = List.copyOf(lines);
        toJudge = newest(toJudge);
        toLearn = newest(toLearn);
    }

    /** Of one message that has just been answered. */
    static Matter of(Message said, List<Line> lines, Thoughts thoughts, boolean full) {
        return new Matter(
                lines,
                thoughts.judge() ? List.of(said.messageId()) : List.of(),
                thoughts.learn() ? List.of(new Said(said.messageId(), said.content())) : List.of(),
                full,
                said.speaker() == null ? null : said.speaker().userId());
    }

    private static <T> List<T> newest(List<T> all) {
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST_MESSAGES), all.size()));
    }

    List<String> idsToLearn() {
        return toLearn.stream().map(Said::messageId).toList();
    }

    /** Of a person's own conversation. */
    Matter(List<Line> lines, List<String> toJudge, List<Said> toLearn, boolean full) {
        this(lines, toJudge, toLearn, full, null);
    }

    /** This and a later one together; where several speak only the later, lest words be taken for somebody else's. */
    Matter then(Matter later) {
        if (speaker != null || later.speaker != null) {
            return later;
        }
        List<String> judge = new ArrayList<>(toJudge);
        judge.addAll(later.toJudge);
        List<Said> learn = new ArrayList<>(toLearn);
        learn.addAll(later.toLearn);
        return new Matter(later.lines, judge, learn, later.full);
    }

    Matter judged() {
        return new Matter(lines, List.of(), toLearn, full, speaker);
    }

    Matter learned() {
        return new Matter(lines, toJudge, List.of(), full, speaker);
    }

    Matter summarised() {
        return new Matter(lines, toJudge, toLearn, false, speaker);
    }

    boolean isOver() {
        return toJudge.isEmpty() && toLearn.isEmpty() && !full;
    }
}
