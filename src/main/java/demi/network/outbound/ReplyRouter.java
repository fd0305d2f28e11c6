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

/** Routes events of a conversation to the network place that waits for them. */
public final class ReplyRouter {

    private static final int MOST_REFUSED = 2_000;

    private final PendingReplies pending = new PendingReplies();
    private final int longest;
    private final OutboundQueue deliveries;
    private final TypingIndicator typings;
    private final Consumer<String> posted;
    /** People whose message is being stored and has no id yet, with the place to reply to. */
    private final Map<String, ReplyTarget> beginSubmitting = new HashMap<>();
    /** Ids of replies that are being posted. */
    private final Set<String> underWay = new HashSet<>();
    /** Ids of replies that the network does not take. */
    private final Map<String, Boolean> refused = new BoundedMap<>(MOST_REFUSED);
    /** Users who have been told that there is no answer at the moment. */
    private final Set<String> notifiedUsers = new HashSet<>();

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

    /** Before somebody's words are handed over; {@link #awaitReply} or {@link #submitFailed} has to follow. */
    public void beginSubmitting(String userId, ReplyTarget place) {
        beginSubmitting.put(userId, place);
    }

    public void awaitReply(String userId, String messageId, ReplyTarget place) {
        beginSubmitting.remove(userId, place);
        pending.add(userId, Message.replyId(messageId), place);
    }

    /** How many answers are waited for in a channel. */
    public int waitingIn(String channel) {
        return pending.countIn(channel);
    }

    /** They have been told that there is no answer now. */
    public void markNotified(String userId) {
        notifiedUsers.add(userId);
    }

    /** @param kept false: it could not be kept, and the person has to know */
    public void submitFailed(String userId, ReplyTarget place, boolean kept) {
        beginSubmitting.remove(userId, place);
        if (pending.next(userId).isEmpty()) {
            typings.end(userId);
        }
        if (!kept) {
            postLine(place, CannedReplies.notKept(place.message()));
        }
    }

    public void onEvent(ChatApi.Event event) {
        String userId = event.userId();
        if (event instanceof ChatApi.Typing typing) {
            if (typing.typing()) {
                pending.next(userId)
                        .or(() -> Optional.ofNullable(beginSubmitting.get(userId)))
                        .ifPresent(place -> typings.begin(userId, place));
            } else {
                typings.end(userId);
            }
        } else if (event instanceof ChatApi.Failed) {
            pending.next(userId).ifPresent(place -> {
                if (notifiedUsers.add(userId)) {
                    postLine(place, CannedReplies.noAnswer(place.message()));
                }
            });
        } else if (event instanceof ChatApi.MessageAdded spoken
                && spoken.message().sender() == Message.Sender.DEMI) {
            onMessageAdded(userId, spoken.message());
        } else if (event instanceof ChatApi.Unanswered over) {
            pending.take(userId, Message.replyId(over.messageId())).ifPresent(place -> {
                notifiedUsers.remove(userId);
                typings.end(userId);
            });
        }
    }

    private void onMessageAdded(String userId, Message message) {
        if (message.holding()) {
            pending.next(userId).ifPresent(place -> {
                if (notifiedUsers.add(userId)) {
                    postLine(place, message.content());
                }
            });
            return;
        }
        pending.take(userId, message.messageId()).ifPresent(place -> {
            notifiedUsers.remove(userId);
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
    public void retryRefused() {
        refused.clear();
    }

    /** For whoever shows her a picture. */
    public void postCannotSee(ReplyTarget place) {
        postLine(place, CannedReplies.CANNOT_SEE, "blind-");
    }

    /** What a command led to, for whoever gave it. */
    public void postCommandAnswer(ReplyTarget place, String text) {
        postLine(place, text, "command-");
    }

    private void postLine(ReplyTarget place, String text) {
        postLine(place, text, "line-");
    }

    private void postLine(ReplyTarget place, String text, String kind) {
        deliveries.post(place, List.of(Post.line(text, kind + place.message())));
    }
}
