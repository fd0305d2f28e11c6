package demi.api;

import demi.api.value.Secret;
import demi.bus.EventAddress;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a person's phone is told that she wrote, and what people may set of that themselves. */
public final class NotificationsApi {
    private NotificationsApi() {}

    /** The language of a server that a person may name. */
    public enum Kind {
        NTFY,
        GOTIFY;

        private final String key = name().toLowerCase(Locale.ROOT);

        public String key() {
            return key;
        }
    }

    /**
     * A phone of one person's.
     *
     * @param server one of those that the owner allows
     * @param topic of ntfy; empty with Gotify
     * @param token that may write there; null: none
     * @param clientToken of Gotify, that may look what has arrived; null: none
     * @param text whether what she wrote goes along; if not, only that she did
     */
    public record Target(
            Kind kind,
            String server,
            String topic,
            @Nullable Secret token,
            @Nullable Secret clientToken,
            boolean text) {

        /** Whoever knows a topic can read it. */
        @Override
        public String toString() {
            return "Target[" + kind + "]";
        }
    }

    public record GetTarget(String userId) implements Repeatable {}

    /**
     * @param servers that a target may be on
     * @param target null: none of their own
     * @param house whether the house's own target is theirs, where they have no other
     * @param trouble why notifications do not get through, for a person; empty: nothing is known
     */
    public record TargetStatus(
            List<String> servers, @Nullable Target target, boolean house, String trouble) {
        public TargetStatus {
            servers = List.copyOf(servers);
        }
    }

    public static final RequestAddress<GetTarget, TargetStatus> TARGET =
            RequestAddress.of("notifications.target", GetTarget.class, TargetStatus.class);

    /**
     * @param server null: the only one
     * @param topic null with ntfy: one is made that nobody guesses
     */
    public record SetTarget(
            String userId,
            Kind kind,
            @Nullable String server,
            @Nullable String topic,
            @Nullable Secret token,
            @Nullable Secret clientToken,
            boolean text)
            implements Repeatable {
        @Override
        public String toString() {
            return "SetTarget[" + userId + "]";
        }
    }

    /** Fails INVALID for what is no target, NOT_FOUND for nobody. */
    public static final RequestAddress<SetTarget, TargetStatus> SET_TARGET =
            RequestAddress.of("notifications.target.set", SetTarget.class, TargetStatus.class);

    public record RemoveTarget(String userId) {}

    /** @param found whether there was one */
    public record TargetRemoved(boolean found) {}

    public static final RequestAddress<RemoveTarget, TargetRemoved> REMOVE_TARGET =
            RequestAddress.of("notifications.target.remove", RemoveTarget.class, TargetRemoved.class);

    /**
     * Sends a notification to see whether it arrives.
     *
     * @param userId null: to the house's target
     */
    public record SendTest(@Nullable String userId) {}

    /**
     * @param sent whether the server took it
     * @param detail for a person
     * @param retryAfter seconds until another test may be made, where there were too many; else 0
     */
    public record TestResult(boolean sent, String detail, int retryAfter) {}

    /** Fails NOT_FOUND where there is no target. */
    public static final RequestAddress<SendTest, TestResult> TEST =
            RequestAddress.of("notifications.test", SendTest.class, TestResult.class);

    /** She has written to somebody first. */
    public record NotificationQueued(String userId) {}

    public static final EventAddress<NotificationQueued> NOTIFICATION_QUEUED =
            new EventAddress<>("notifications.queued", NotificationQueued.class);
}
