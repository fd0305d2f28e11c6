package demi.conductor;

import demi.contract.Line;
import demi.contract.Message;
import demi.contract.MessageStore.TranscriptChange;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
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

    private @Nullable Instant spokeBefore;
    private @Nullable Summary summary;
    private boolean stalled;
    private int tries;
    private int proofs;
    private int timeouts;
    private boolean timedOut;
    private @Nullable PreparedTurn prepared;
    private long notBefore;

    private final int room;
    /** Whether messages wait in the store only, after those in {@link #waiting}. */
    private boolean more;

    private boolean fetching;

    /** @param room how many messages are kept here; what waits behind them is in the store */
    Conversation(String userId, int room) {
        this.userId = userId;
        this.room = room;
    }

    String userId() {
        return userId;
    }

    void enqueue(Message message) {
        if (waiting.stream().anyMatch(there -> there.messageId().equals(message.messageId()))) {
            return;
        }
        if (more || fetching || waiting.size() >= room) {
            more = true;
        } else {
            waiting.add(message);
        }
    }

    /** How many messages are to be fetched from the store now; {@link #fetched} has to follow. 0: none. */
    int fetch() {
        if (!more || fetching || !waiting.isEmpty()) {
            return 0;
        }
        fetching = true;
        more = false;
        return room;
    }

    /** @param open the oldest of the person's messages whose turn is open */
    void fetched(List<Message> open) {
        fetching = false;
        waiting.addAll(open);
        more |= open.size() >= room;
    }

    void notFetched() {
        fetching = false;
        more = true;
    }

    /** The next message to answer, if it is time: nothing is being made, and the model is not away. */
    @Nullable
    Message next() {
        return current == null && !stalled ? waiting.peek() : null;
    }

    /** Whether nothing is to be done: all of it can be had again from the store. */
    boolean idle() {
        return current == null && waiting.isEmpty() && !more && !fetching;
    }

    /** The oldest message has its answer, or will get none. */
    void settled() {
        Message done = waiting.poll();
        if (done != null) {
            told.remove(done.messageId());
            spokeBefore = done.createdAt();
        }
        current = null;
        stalled = false;
        tries = 0;
        proofs = 0;
        timeouts = 0;
        timedOut = false;
        prepared = null;
    }

    /**
     * How often the oldest message has been tried in vain, this time included if it {@code counts}.
     *
     * @param late whether the model did not begin in time
     */
    int triedAgain(boolean counts, boolean late) {
        tries += counts ? 1 : 0;
        timeouts += counts && late ? 1 : 0;
        timedOut = late;
        return tries;
    }

    /** How often the model did not begin to answer the oldest message in time. */
    int timeouts() {
        return timeouts;
    }

    /** Whether that was so the last time. */
    boolean timedOut() {
        return timedOut;
    }

    /** The prompt of the oldest message, null until there is one. */
    @Nullable
    PreparedTurn prepared() {
        return prepared;
    }

    void prepare(PreparedTurn turn) {
        prepared = turn;
    }

    /** It may hold what is to be forgotten: unless it is being answered, it is made anew, and so is the transcript read. */
    void forgetPrompt() {
        if (current == null) {
            prepared = null;
            transcript = null;
        }
    }

    int tries() {
        return tries;
    }

    /** The model is away: the oldest message stays the next, once this try at it is {@link #released}. */
    void stall(long tryAgain) {
        stalled = true;
        notBefore = tryAgain;
    }

    void released() {
        current = null;
    }

    /** The model has answered something else: it is the oldest message on which it fails. */
    void proven() {
        proofs++;
    }

    /** How often that was so. */
    int proofs() {
        return proofs;
    }

    /** When a stalled turn may be tried again at the earliest, by {@link System#nanoTime}. */
    long notBefore() {
        return notBefore;
    }

    /** Whether the person has yet to be told that this message's answer has to wait; it counts as told from now on. */
    boolean tellsOf(String messageId) {
        return told.add(messageId);
    }

    /** Whether the person knows that this message's answer has to wait. */
    boolean knowsOf(String messageId) {
        return told.contains(messageId);
    }

    /** Whether turns wait for the model to come back. */
    boolean stalled() {
        return stalled;
    }

    void wake() {
        stalled = false;
    }

    /** The oldest message, if it waits for another try. */
    @Nullable
    Message waitsForModel() {
        return stalled && current == null ? waiting.peek() : null;
    }

    /** What is to be kept of the oldest message when it gets no answer: as it was sent, if it was. */
    TranscriptChange unanswered(Message message) {
        if (prepared != null && prepared.messageId().equals(message.messageId())) {
            return change(prepared.prompt(), prepared.prompt().turn());
        }
        Line said = new Line(Line.Role.USER, Shared.words(message, Shared.names(List.of(message))));
        return new TranscriptChange(0, null, List.of(said));
    }

    /** The oldest message is not to be tried again; its line is part of the transcript now. */
    void abandoned() {
        transcript = null;
        settled();
    }

    /** What waits and is not being made. */
    List<String> notBegun() {
        return waiting.stream()
                .skip(current == null ? 0 : 1)
                .map(Message::messageId)
                .toList();
    }

    /** Messages that are gone: nobody waits for their answers. */
    void forget(Collection<String> messageIds) {
        waiting.removeIf(message -> messageIds.contains(message.messageId()));
        told.removeAll(messageIds);
    }

    @Nullable
    Turn current() {
        return current;
    }

    void begin(Turn turn) {
        current = turn;
    }

    /** The person wrote, then: the message that was answered last; null when there was none. */
    void spoke(@Nullable Instant at) {
        spokeBefore = at;
    }

    @Nullable
    Instant spokeBefore() {
        return spokeBefore;
    }

    /** What is to take the place of the oldest turns when they have to go; null when there is nothing yet. */
    @Nullable
    Summary summary() {
        return summary;
    }

    void summary(@Nullable Summary kept) {
        summary = kept;
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

    /** What changes in the store when this turn is kept. */
    TranscriptChange change(Prompt prompt, List<Line> turn) {
        List<Line> known = transcript == null ? List.of() : transcript;
        int saved = known.size() - unsaved;
        List<Line> add = new ArrayList<>(known.subList(Math.max(saved, prompt.dropped()), known.size()));
        add.addAll(turn);
        return new TranscriptChange(Math.min(prompt.dropped(), saved), prompt.head(), add);
    }

    /** The store has kept it. */
    void keep(Prompt prompt, List<Line> turn) {
        List<Line> known = transcript == null ? new ArrayList<>() : transcript;
        known.subList(0, prompt.dropped()).clear();
        summary = prompt.dropped() > 0 ? null : summary;
        if (prompt.head() != null) {
            known.add(0, prompt.head());
        }
        known.addAll(turn);
        transcript = known;
        unsaved = 0;
    }
}
