package demi.network.outbound;

import demi.network.message.ReplyTarget;
import demi.util.BoundedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers that a network waits for, by conversation and in the order in which they were asked for. */
public final class PendingReplies {

    private static final int MOST_OF_ONE = 200;
    private static final int MOST_CONVERSATIONS = 2_000;

    private final Map<String, LinkedHashMap<String, ReplyTarget>> byConversation = new BoundedMap<>(MOST_CONVERSATIONS);

    /** @param replyId that the answer will have */
    public void add(String userId, String replyId, ReplyTarget place) {
        LinkedHashMap<String, ReplyTarget> places =
                byConversation.computeIfAbsent(userId, first -> new LinkedHashMap<>());
        places.put(replyId, place);
        if (places.size() > MOST_OF_ONE) {
            places.remove(places.keySet().iterator().next());
        }
    }

    /** The answer has come, and with it the end of waiting for all that were to come before. */
    public Optional<ReplyTarget> take(String userId, String replyId) {
        LinkedHashMap<String, ReplyTarget> places = byConversation.get(userId);
        if (places == null || !places.containsKey(replyId)) {
            return Optional.empty();
        }
        ReplyTarget place = places.get(replyId);
        for (String id : new ArrayList<>(places.keySet())) {
            places.remove(id);
            if (id.equals(replyId)) {
                break;
            }
        }
        if (places.isEmpty()) {
            byConversation.remove(userId);
        }
        return Optional.ofNullable(place);
    }

    /** Of the messages that wait for an answer, where the oldest stands. */
    public Optional<ReplyTarget> next(String userId) {
        LinkedHashMap<String, ReplyTarget> places = byConversation.get(userId);
        return places == null ? Optional.empty() : places.values().stream().findFirst();
    }

    /** How many answers are waited for in a channel. */
    int countIn(String channel) {
        return (int) byConversation.values().stream()
                .flatMap(places -> places.values().stream())
                .filter(place -> place.channel().equals(channel))
                .count();
    }

    /** Where people of this conversation wait. */
    List<ReplyTarget> all(String userId) {
        LinkedHashMap<String, ReplyTarget> places = byConversation.get(userId);
        return places == null ? List.of() : List.copyOf(places.values());
    }
}
