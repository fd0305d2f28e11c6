package demi.conductor.turn;

import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.conductor.prompt.ConversationSummary;
import demi.conductor.prompt.GroupChat;
import demi.conductor.prompt.Prompt;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the conductor has in mind of one person: the turns that wait, the one being made, what the model has read. */
public final class ConversationState {

    private final String userId;
    private final ArrayDeque<Message> waiting = new ArrayDeque<>();
    private @Nullable Turn current;
    private @Nullable List<PromptMessage> transcript;
    /** Lines of the transcript that the store does not have yet. */
    private int unsaved;

    /** Messages of which the person was told that the answer has to wait. */
    private final Set<String> told = new HashSet<>();

    private @Nullable Instant spokeBefore;
    private @Nullable ConversationSummary summary;
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
    public ConversationState(String userId, int room) {
        this.userId = userId;
        this.room = room;
    }

    public String userId() {
        return userId;
    }

    public void enqueue(Message message) {
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
    public int fetch() {
        if (!more || fetching || !waiting.isEmpty()) {
            return 0;
        }
        fetching = true;
        more = false;
        return room;
    }

    /** @param open the oldest of the person's messages whose turn is open */
    public void fetched(List<Message> open) {
        fetching = false;
        waiting.addAll(open);
        more |= open.size() >= room;
    }

    public void notFetched() {
        fetching = false;
        more = true;
    }

    /** The next message to answer, if it is time: nothing is being made, and the model is not away. */
    @Nullable
    public Message next() {
        return current == null && !stalled ? waiting.peek() : null;
    }

    /** Whether nothing is to be done: all of it can be had again from the store. */
    public boolean idle() {
        return current == null && waiting.isEmpty() && !more && !fetching;
    }

    /** The oldest message has its answer, or will get none. */
    public void settled() {
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
    public int timeouts() {
        return timeouts;
    }

    /** Whether that was so the last time. */
    public boolean timedOut() {
        return timedOut;
    }

    /** The prompt of the oldest message, null until there is one. */
    @Nullable
    public PreparedTurn prepared() {
        return prepared;
    }

    public void prepare(PreparedTurn turn) {
        prepared = turn;
    }

    /** It may hold what is to be forgotten: unless it is being answered, it is made anew, and so is the transcript read. */
    public void forgetPrompt() {
        if (current == null) {
            prepared = null;
            transcript = null;
        }
    }

    public int tries() {
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
    public boolean tellsOf(String messageId) {
        return told.add(messageId);
    }

    /** Whether the person knows that this message's answer has to wait. */
    public boolean knowsOf(String messageId) {
        return told.contains(messageId);
    }

    /** Whether turns wait for the model to come back. */
    public boolean stalled() {
        return stalled;
    }

    void wake() {
        stalled = false;
    }

    /** The oldest message, if it waits for another try. */
    @Nullable
    public Message waitsForModel() {
        return stalled && current == null ? waiting.peek() : null;
    }

    /** What is to be kept of the oldest message when it gets no answer: as it was sent, if it was. */
    public TranscriptChange unanswered(Message message) {
        if (prepared != null && prepared.messageId().equals(message.messageId())) {
            return change(prepared.prompt(), prepared.prompt().turn());
        }
        PromptMessage said =
                new PromptMessage(PromptMessage.Role.USER, GroupChat.words(message, GroupChat.names(List.of(message))));
        return new TranscriptChange(0, null, List.of(said));
    }

    /** The oldest message is not to be tried again; its line is part of the transcript now. */
    public void abandoned() {
        transcript = null;
        settled();
    }

    /** What waits and is not being made. */
    public List<String> notBegun() {
        return waiting.stream()
                .skip(current == null ? 0 : 1)
                .map(Message::messageId)
                .toList();
    }

    /** Messages that are gone: nobody waits for their answers. */
    public void forget(Collection<String> messageIds) {
        waiting.removeIf(message -> messageIds.contains(message.messageId()));
        told.removeAll(messageIds);
    }

    @Nullable
    public Turn current() {
        return current;
    }

    public void begin(Turn turn) {
        current = turn;
    }

    /** The person wrote, then: the message that was answered last; null when there was none. */
    public void spoke(@Nullable Instant at) {
        spokeBefore = at;
    }

    @Nullable
    public Instant spokeBefore() {
        return spokeBefore;
    }

    /** What is to take the place of the oldest turns when they have to go; null when there is nothing yet. */
    @Nullable
    public ConversationSummary summary() {
        return summary;
    }

    public void summary(@Nullable ConversationSummary kept) {
        summary = kept;
    }

    /** Null until it was loaded. */
    @Nullable
    public List<PromptMessage> transcript() {
        return transcript;
    }

    /** @param saved whether the store has these lines */
    public void loaded(List<PromptMessage> lines, boolean saved) {
        transcript = new ArrayList<>(lines);
        unsaved = saved ? 0 : lines.size();
    }

    /** What changes in the store when this turn is kept. */
    public TranscriptChange change(Prompt prompt, List<PromptMessage> turn) {
        List<PromptMessage> known = transcript == null ? List.of() : transcript;
        int saved = known.size() - unsaved;
        List<PromptMessage> add = new ArrayList<>(known.subList(Math.max(saved, prompt.dropped()), known.size()));
        add.addAll(turn);
        return new TranscriptChange(Math.min(prompt.dropped(), saved), prompt.head(), add);
    }

    /** The store has kept it. */
    public void keep(Prompt prompt, List<PromptMessage> turn) {
        List<PromptMessage> known = transcript == null ? new ArrayList<>() : transcript;
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
