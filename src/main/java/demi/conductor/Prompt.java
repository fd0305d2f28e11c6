package demi.conductor;

import demi.contract.Line;
import demi.contract.Line.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request to the model consists of: the persona, everything the model has read of this person before, and the
 * newest turn. Appending to {@link #next} is the only way in which a prompt grows, so that each begins with the bytes of
 * the one before and the server has to read only the end.
 *
 * @param messages all of it
 * @param turn the lines of the newest turn at its end, as the transcript keeps them: words only
 * @param dropped how many lines of the transcript had to go to make room
 * @param head the line that stands in their place, null where none does
 */
record Prompt(
        List<Line> messages,
        List<Line> turn,
        int dropped,
        @Nullable Line head) {

    Prompt {
        messages = List.copyOf(messages);
        turn = turn.stream().map(Line::words).toList();
    }

    /**
     * When it does not fit, the oldest turns go, as many as make room for a good while, and the summary takes their place.
     *
     * @param summary null where there is none; then the one before, if any, stays
     * @param said null when she speaks first
     * @param images that come with it
     */
    static Prompt next(
            String persona,
            List<Line> transcript,
            @Nullable Summary summary,
            String note,
            @Nullable String said,
            List<String> images,
            TokenBudget budget) {
        Line first = new Line(Role.SYSTEM, budget.clippedPersona(persona));
        Line stage = new Line(Role.SYSTEM, note);
        List<Line> turn = said == null ? List.of(stage) : List.of(stage, new Line(Role.USER, said, images));
        List<Line> whole = assemble(first, null, transcript, turn);
        if (budget.fits(whole)) {
            return new Prompt(whole, turn, 0, null);
        }
        Line head = head(transcript, summary);
        int dropped = 0;
        while (dropped < transcript.size() && !budget.fitsEasily(whole, first)) {
            dropped = nextTurn(transcript, dropped + 1);
            whole = assemble(first, head, transcript.subList(dropped, transcript.size()), turn);
        }
        if (!budget.fits(whole) && said != null) {
            head = null;
            Line shown = new Line(Role.USER, "", images);
            turn = List.of(
                    stage, new Line(Role.USER, budget.clippedBeside(List.of(first, stage, shown), said), images));
            whole = assemble(first, null, List.of(), turn);
        }
        return new Prompt(whole, turn, dropped, head);
    }

    /** All of it but what was shown. */
    List<Line> words() {
        return messages.stream().map(Line::words).toList();
    }

    private static @Nullable Line head(List<Line> transcript, @Nullable Summary summary) {
        if (summary != null) {
            return summary.line();
        }
        return !transcript.isEmpty() && Summary.isOne(transcript.get(0)) ? transcript.get(0) : null;
    }

    private static List<Line> assemble(Line first, @Nullable Line head, List<Line> transcript, List<Line> turn) {
        List<Line> whole = new ArrayList<>(transcript.size() + 4);
        whole.add(first);
        if (head != null) {
            whole.add(head);
        }
        whole.addAll(transcript);
        whole.addAll(turn);
        return whole;
    }

    /** Where the next turn begins: nothing is cut between a question and its answer. */
    static int nextTurn(List<Line> transcript, int from) {
        int at = from;
        while (at < transcript.size() && transcript.get(at - 1).role() != Role.ASSISTANT) {
            at++;
        }
        return at;
    }
}
