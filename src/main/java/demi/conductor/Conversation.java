package demi.conductor;

import demi.contract.Line;
import demi.contract.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the conductor has in mind of one person: the turns that wait, the one being made, what the model has read. */
final class Conversation {

    private final String userId;
    private final ArrayDeque<Message> waiting = new ArrayDeque<>();
    private @Nullable Turn current;
    private @Nullable List<Line> transcript;
    /** Lines of the transcript that the store does not have yet. */
    private int unsaved;

    /** Messages of which the person was told that the answer has to wait. */
    private final Set<String> told = new HashSet<>();

    private boolean stalled;
    private boolean held;

    Conversation(String userId) {
        this.userId = userId;
    }

    String userId() {
        return userId;
    }

    void enqueue(Message message) {
        waiting.add(message);
    }

    int waiting() {
        return waiting.size();
    }

    /** The next message to answer, if it is time: nothing is being made, and the model is not away. */
    @Nullable
    Message next() {
        return current == null && !stalled ? waiting.peek() : null;
    }

    /** Whether nothing is to be done: all of it can be had again from the store. */
    boolean idle() {
        return current == null && waiting.isEmpty();
    }

    /** The oldest message has its answer, or will get none. */
    void settled() {
        Message done = waiting.poll();
        if (done != null) {
            told.remove(done.messageId());
        }
        current = null;
    }

    /** The model is away: the oldest message stays the next, once this try at it is {@link #released}. */
    void stall() {
        stalled = true;
    }

    void released() {
        current = null;
    }

    /** Whether the person has yet to be told that this message's answer has to wait; it counts as told from now on. */
    boolean tellsOf(Message message) {
        return told.add(message.messageId());
    }

    /** Whether the person knows that this message's answer has to wait. */
    boolean knowsOf(Message message) {
        return told.contains(message.messageId());
    }

    /** Whether turns wait for the model to come back. */
    boolean stalled() {
        return stalled;
    }

    void wake() {
        stalled = false;
    }

    @Nullable
    Turn current() {
        return current;
    }

    void begin(Turn turn) {
        current = turn;
    }

    /** Whether she has said in this outage that she cannot think. */
    boolean held() {
        return held;
    }

    void held(boolean said) {
        held = said;
    }

    /** Null until it was loaded. */
    @Nullable
    List<Line> transcript() {
        return transcript;
    }

    /** @param saved whether the store has these lines */
    void loaded(List<Line> lines, boolean saved) {
        transcript = new ArrayList<>(lines);
        unsaved = saved ? 0 : lines.size();
    }

    /** What the store has to let go and to add when this turn is kept. */
    record Change(int drop, List<Line> add) {
        Change {
            add = List.copyOf(add);
        }
    }

    Change change(Prompt prompt, List<Line> turn) {
        List<Line> known = transcript == null ? List.of() : transcript;
        int saved = known.size() - unsaved;
        List<Line> add = new ArrayList<>(known.subList(Math.max(saved, prompt.dropped()), known.size()));
        add.addAll(turn);
        return new Change(Math.min(prompt.dropped(), saved), add);
    }

    /** The store has kept it. */
    void keep(Prompt prompt, List<Line> turn) {
        List<Line> known = transcript == null ? new ArrayList<>() : transcript;
        known.subList(0, prompt.dropped()).clear();
        known.addAll(turn);
        transcript = known;
        unsaved = 0;
    }
}
