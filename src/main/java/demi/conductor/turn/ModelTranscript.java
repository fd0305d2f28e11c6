package demi.conductor.turn;

import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.PromptMessage;
import demi.conductor.prompt.ConversationSummary;
import demi.conductor.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model has read and written in one conversation, and what of it the store has. */
public final class ModelTranscript {

    private @Nullable List<PromptMessage> lines;
    /** Lines that the store does not have yet. */
    private int unsaved;

    private @Nullable ConversationSummary summary;
    /** It has changed in the store while a turn was being made behind it. */
    private boolean changed;

    /** Null until it was loaded. */
    @Nullable
    public List<PromptMessage> lines() {
        return lines;
    }

    /** @param saved whether the store has these lines */
    public void loaded(List<PromptMessage> read, boolean saved) {
        lines = new ArrayList<>(read);
        unsaved = saved ? 0 : read.size();
    }

    /** It has changed in the store: it is to be loaded again. */
    void forget() {
        lines = null;
        changed = false;
    }

    /** The same, once the turn that is being made is over. */
    void forgetLater() {
        changed = true;
    }

    public boolean isChanged() {
        return changed;
    }

    /** What is to take the place of the oldest turns when they have to go; null when there is nothing yet. */
    @Nullable
    public ConversationSummary summary() {
        return summary;
    }

    public void summary(@Nullable ConversationSummary kept) {
        summary = kept;
    }

    /** What changes in the store when this turn is kept. */
    public TranscriptChange change(Prompt prompt, List<PromptMessage> turn) {
        List<PromptMessage> known = lines == null ? List.of() : lines;
        if (changed && unsaved > 0) {
            // Something of what was read from the messages is gone; they are read again, this turn with them.
            return TranscriptChange.NONE;
        }
        int saved = known.size() - unsaved;
        List<PromptMessage> add = new ArrayList<>(known.subList(Math.max(saved, prompt.dropped()), known.size()));
        add.addAll(turn);
        return new TranscriptChange(Math.min(prompt.dropped(), saved), prompt.head(), add, turn.size());
    }

    /** The store has kept it. */
    public void keep(Prompt prompt, List<PromptMessage> turn) {
        List<PromptMessage> known = lines == null ? new ArrayList<>() : lines;
        known.subList(0, prompt.dropped()).clear();
        summary = prompt.dropped() > 0 ? null : summary;
        if (prompt.head() != null) {
            known.add(0, prompt.head());
        }
        known.addAll(turn);
        lines = known;
        unsaved = 0;
    }
}
