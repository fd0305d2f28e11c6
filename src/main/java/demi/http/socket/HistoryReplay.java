package demi.http.socket;

import demi.api.ChatApi;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.MessageAdded;
import demi.api.ChatApi.MessageEdited;
import demi.api.ChatApi.MessageRemoved;
import demi.api.ChatApi.TurnStatus;
import demi.api.ChatApi.Typing;
import demi.api.value.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Between a socket's registration and its history: keeps what happens meanwhile, so that nothing is missed and nothing
 * comes twice. What was told before the snapshot of the turn arrived is part of that snapshot.
 */
public final class HistoryReplay {

    /** More than this while opening, and the socket is better off starting over. */
    public static final int MAX_EVENTS = 1_000;

    private final List<ChatApi.Event> early = new ArrayList<>();
    private final List<ChatApi.Event> late = new ArrayList<>();
    private @Nullable TurnStatus snapshot;

    /** Whether there was room. */
    public boolean add(ChatApi.Event event) {
        if (snapshot != null) {
            late.add(event);
        } else if (!(event instanceof Typing || event instanceof Delta)) {
            early.add(event);
        }
        return early.size() + late.size() <= MAX_EVENTS;
    }

    public void snapshot(TurnStatus standing) {
        snapshot = standing;
    }

    /** A history that was read meanwhile, as it is by now. */
    public List<Message> current(List<Message> history) {
        Map<String, Message> messages = new LinkedHashMap<>();
        history.forEach(message -> messages.put(message.messageId(), message));
        Stream.concat(early.stream(), late.stream()).forEach(event -> {
            if (event instanceof MessageRemoved removed) {
                messages.remove(removed.messageId());
            } else if (event instanceof MessageEdited edited) {
                messages.replace(edited.message().messageId(), edited.message());
            }
        });
        return List.copyOf(messages.values());
    }

    private Set<String> removed() {
        return Stream.concat(early.stream(), late.stream())
                .filter(MessageRemoved.class::isInstance)
                .map(event -> ((MessageRemoved) event).messageId())
                .collect(Collectors.toSet());
    }

    /** What has to follow {@code history}, in order. */
    public List<ChatApi.Event> after(List<Message> history, String userId) {
        TurnStatus standing = snapshot == null ? TurnStatus.NOTHING : snapshot;
        Set<String> known = new HashSet<>();
        history.forEach(message -> known.add(message.messageId()));
        // What came and went meanwhile was never there for this device.
        known.addAll(removed());
        List<ChatApi.Event> events = new ArrayList<>();
        early.stream().filter(event -> isNews(event, known)).forEach(events::add);
        if (standing.typing()) {
            events.add(new Typing(userId, true, 0));
        }
        String reply = standing.messageId();
        int seen = -1;
        if (reply != null && standing.seq() >= 0 && !known.contains(reply)) {
            events.add(new Delta(userId, reply, standing.seq(), standing.text()));
            seen = standing.seq();
        }
        for (ChatApi.Event event : late) {
            if (event instanceof Delta delta && delta.messageId().equals(reply)) {
                if (delta.seq() > 0 && delta.seq() <= seen) {
                    continue;
                }
                // She started anew after the snapshot: the numbers begin again.
                seen = delta.seq() == 0 ? -1 : seen;
            }
            if (isNews(event, known)) {
                events.add(event);
            }
        }
        return events;
    }

    private static boolean isNews(ChatApi.Event event, Set<String> known) {
        if (event instanceof MessageAdded spoken) {
            return known.add(spoken.message().messageId());
        }
        return !(event instanceof Delta delta && known.contains(delta.messageId()));
    }
}
