package demi.memory.own;

import demi.api.value.MemoryFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be taken back of each person's last changes. It is in this process's memory only, so that what was deleted is on no
 * disk: that is kept for ten minutes, other changes for a day.
 */
final class UndoStack {

    static final int MOST = 20;
    static final Duration LONGEST = Duration.ofHours(24);
    static final Duration DELETED = Duration.ofMinutes(10);

    /**
     * @param what in a word
     * @param before as they were, to be kept again
     * @param added ids of those that came
     */
    record Entry(String what, Instant at, List<MemoryFact> before, List<String> added) {
        Entry {
            before = List.copyOf(before);
            added = List.copyOf(added);
        }

        int memories() {
            return before.size() + added.size();
        }
    }

    static final String DELETE = "delete";

    private final Map<String, Deque<Entry>> byPerson = new HashMap<>();

    void push(String userId, Entry entry) {
        Deque<Entry> stack = byPerson.computeIfAbsent(userId, first -> new ArrayDeque<>());
        stack.push(entry);
        while (stack.size() > MOST) {
            stack.removeLast();
        }
    }

    /** The newest that is not too old, and stays until {@link #drop}. */
    @Nullable
    Entry newest(String userId, Instant now) {
        expire(now);
        Deque<Entry> stack = byPerson.get(userId);
        return stack == null ? null : stack.peek();
    }

    void drop(String userId, Entry entry) {
        Deque<Entry> stack = byPerson.get(userId);
        if (stack != null) {
            stack.remove(entry);
        }
    }

    /** Lets go of changes to what was learned from this message. */
    void dropMessage(String userId, String messageId) {
        Deque<Entry> stack = byPerson.get(userId);
        if (stack != null) {
            stack.removeIf(entry -> entry.before().stream().anyMatch(memory -> messageId.equals(memory.messageId())));
        }
    }

    /** Lets go of what is too old; of something that was deleted since also what it was before. */
    void expire(Instant now) {
        for (Iterator<Deque<Entry>> each = byPerson.values().iterator(); each.hasNext(); ) {
            Deque<Entry> stack = each.next();
            List<String> gone = stack.stream()
                    .filter(entry -> entry.what().equals(DELETE) && isOld(entry, DELETED, now))
                    .flatMap(entry -> entry.before().stream())
                    .map(MemoryFact::memoryId)
                    .toList();
            stack.removeIf(entry -> isOld(entry, LONGEST, now)
                    || entry.before().stream().anyMatch(memory -> gone.contains(memory.memoryId())));
            if (stack.isEmpty()) {
                each.remove();
            }
        }
    }

    private static boolean isOld(Entry entry, Duration longest, Instant now) {
        return !now.isBefore(entry.at().plus(longest));
    }
}
