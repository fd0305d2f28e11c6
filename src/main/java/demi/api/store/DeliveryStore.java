package demi.api.store;

import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;

/** What a chat network has to post, and what has been said there. Each question is about one network. */
public final class DeliveryStore {
    private DeliveryStore() {}

    /** Asks for the messages from a network whose turn is open. */
    public record FindUnanswered(String network) {}

    /**
     * @param clientId as it was given with the message
     * @param told whether the person knows that the answer takes its time
     */
    public record UnansweredMessage(String userId, String messageId, String clientId, boolean told) {}

    /** Oldest first. */
    public record Unanswered(List<UnansweredMessage> messages) {
        public Unanswered {
            messages = List.copyOf(messages);
        }
    }

    public static final RequestAddress<FindUnanswered, Unanswered> UNANSWERED =
            RequestAddress.of("store.delivery.unanswered", FindUnanswered.class, Unanswered.class);

    /** Asks for answers to messages from a network that were given since then, and have not been posted there. */
    public record FindUndelivered(String network, Instant since) {}

    /** @param clientId of the message that is answered */
    public record UndeliveredReply(String clientId, Message reply) {}

    /** Oldest first. */
    public record Undelivered(List<UndeliveredReply> replies) {
        public Undelivered {
            replies = List.copyOf(replies);
        }
    }

    public static final RequestAddress<FindUndelivered, Undelivered> UNDELIVERED =
            RequestAddress.of("store.delivery.undelivered", FindUndelivered.class, Undelivered.class);

    /** Asks what was said from a network since then, for what was missed. */
    public record FindSaid(String network, Instant since) {}

    /**
     * @param ever whether anything was, at any time
     * @param clientIds of all since then
     * @param people ids there of those who have been met, the last who wrote first; not too many
     */
    public record SaidSince(boolean ever, List<String> clientIds, List<String> people) {
        public SaidSince {
            clientIds = List.copyOf(clientIds);
            people = List.copyOf(people);
        }

        @Override
        public String toString() {
            return "SaidSince[" + clientIds.size() + " messages, " + people.size() + " people]";
        }
    }

    public static final RequestAddress<FindSaid, SaidSince> SAID =
            RequestAddress.of("store.delivery.said", FindSaid.class, SaidSince.class);

    /** Tells that an answer is on its network, or never will be. */
    public record MarkPosted(String messageId) {}

    public static final RequestAddress<MarkPosted, Ack> MARK_POSTED =
            RequestAddress.of("store.delivery.posted", MarkPosted.class, Ack.class);
}
