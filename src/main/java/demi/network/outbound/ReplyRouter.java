package demi.network.outbound;

import demi.api.ChatApi;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.bus.Failure;
import demi.network.client.Post;
import demi.network.message.CannedReplies;
import demi.network.message.ReplyTarget;
import demi.util.BoundedMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What happens in conversations, as far as somebody on a network waits for it. */
public final class ReplyRouter {

    private static final int MOST_REFUSED = 2_000;

    private final PendingReplies awaited = new PendingReplies();
    private final int longest;
    private final OutboundQueue deliveries;
    private final TypingIndicator typings;
    private final Consumer<String> posted;
    /** Who is just saying something of which nobody knows yet what it will be called. */
    private final Map<String, ReplyTarget> saying = new HashMap<>();
    /** Ids of replies that are being posted. */
    private final Set<String> underWay = new HashSet<>();
    /** Ids of replies that the network does not take. */
    private final Map<String, Boolean> refused = new BoundedMap<>(MOST_REFUSED);
    /** Who knows that there is no answer now. */
    private final Set<String> told = new HashSet<>();

    /**
     * @param longest text that the network takes in one post
     * @param posted told which of her messages nobody there waits for any more
     */
    public ReplyRouter(OutboundQueue deliveries, TypingIndicator typings, int longest, Consumer<String> posted) {
        this.longest = longest;
        this.deliveries = deliveries;
        this.typings = typings;
        this.posted = posted;
    }

    /** Before somebody's words are handed over; {@link #said} or {@link #notSaid} has to follow. */
    public void saying(String userId, ReplyTarget place) {
        saying.put(userId, place);
    }

    public void said(String userId, String messageId, ReplyTarget place) {
        saying.remove(userId, place);
        awaited.add(userId, Message.replyId(messageId), place);
    }

    /** How many answers are waited for in a channel. */
    public int waitingIn(String channel) {
        return awaited.in(channel);
    }

    /** They have been told that there is no answer now. */
    public void knows(String userId) {
        told.add(userId);
    }

    /** @param kept false: it could not be kept, and the person has to know */
    public void notSaid(String userId, ReplyTarget place, boolean kept) {
        saying.remove(userId, place);
        if (awaited.next(userId).isEmpty()) {
            typings.end(userId);
        }
        if (!kept) {
            line(place, CannedReplies.notKept(place.message()));
        }
    }

    public void on(ChatApi.Event event) {
        String userId = event.userId();
        if (event instanceof ChatApi.Typing typing) {
            if (typing.typing()) {
                awaited.next(userId)
                        .or(() -> Optional.ofNullable(saying.get(userId)))
                        .ifPresent(place -> typings.begin(userId, place));
            } else {
                typings.end(userId);
            }
        } else if (event instanceof ChatApi.Failed) {
            awaited.next(userId).ifPresent(place -> {
                if (told.add(userId)) {
                    line(place, CannedReplies.noAnswer(place.message()));
                }
            });
        } else if (event instanceof ChatApi.MessageAdded spoken
                && spoken.message().sender() == Message.Sender.DEMI) {
            spoken(userId, spoken.message());
        } else if (event instanceof ChatApi.Unanswered over) {
            awaited.take(userId, Message.replyId(over.messageId())).ifPresent(place -> {
                told.remove(userId);
                typings.end(userId);
            });
        }
    }

    private void spoken(String userId, Message message) {
        if (message.holding()) {
            awaited.next(userId).ifPresent(place -> {
                if (told.add(userId)) {
                    line(place, message.content());
                }
            });
            return;
        }
        awaited.take(userId, message.messageId()).ifPresent(place -> {
            told.remove(userId);
            typings.end(userId);
            post(place, message);
        });
    }

    /** Posts a reply of hers, with as many messages as it takes; not again what is being posted, or was refused. */
    public void post(ReplyTarget place, Message reply) {
        String id = reply.messageId();
        if (refused.containsKey(id) || !underWay.add(id)) {
            return;
        }
        EmotionLevels feelings = reply.emotions() == null ? EmotionLevels.neutral() : reply.emotions();
        List<Post> posts = Post.of(Post.Kind.REPLY, id, reply.content(), feelings, reply.createdAt(), longest);
        deliveries
                .post(place, posts)
                .onComplete(over -> underWay.remove(id))
                .onSuccess(done -> posted.accept(id))
                .onFailure(thrown -> {
                    if (Failure.codeOf(thrown) == Failure.Code.INVALID) {
                        refused.put(id, true);
                    }
                });
    }

    /** What was refused may be allowed now. */
    public void again() {
        refused.clear();
    }

    /** For whoever shows her a picture. */
    public void cannotSee(ReplyTarget place) {
        line(place, CannedReplies.CANNOT_SEE, "blind-");
    }

    /** What a command led to, for whoever gave it. */
    public void commandAnswered(ReplyTarget place, String text) {
        line(place, text, "command-");
    }

    private void line(ReplyTarget place, String text) {
        line(place, text, "line-");
    }

    private void line(ReplyTarget place, String text, String kind) {
        deliveries.post(place, List.of(Post.line(text, kind + place.message())));
    }
}
