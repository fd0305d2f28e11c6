package demi.conductor.turn;

import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddReply;
import demi.api.store.MessageStore.Added;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.api.store.MessageStore.TranscriptChange;
import demi.bus.Bus;
import demi.util.TimeOrderedId;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people are told while she cannot think, or takes long. A person gets the holding line once per outage; each later
 * message gets one error saying that the answer has to wait.
 */
@WallTime("times of messages")
public final class HoldingLine {

    private static final Logger LOG = LoggerFactory.getLogger(HoldingLine.class);
    private static final String CANNOT_THINK =
            "She cannot think right now. Your message is kept, and will be answered.";

    private final Bus bus;
    private final InstantSource clock;
    private final TurnEvents events;
    private final Predicate<String> waits;
    /** Who has heard it in this outage. */
    private final Set<String> notifiedUsers = new HashSet<>();

    /** @param waits whether a person waits for an answer */
    public HoldingLine(Bus bus, InstantSource clock, TurnEvents events, Predicate<String> waits) {
        this.bus = bus;
        this.clock = clock;
        this.events = events;
        this.waits = waits;
    }

    /** Who heard the line from an earlier process. */
    public void restore(Collection<String> users) {
        notifiedUsers.addAll(users);
    }

    /** She has answered this person: the outage is over for them, and for all who wait for nothing. */
    public void endOutage(String userId) {
        notifiedUsers.remove(userId);
        notifiedUsers.removeIf(user -> !waits.test(user));
    }

    /** Tells a person that the answer to what they just wrote has to wait. */
    public void tellWaiting(ConversationState conversation, String messageId) {
        if (conversation.markNotified(messageId)) {
            events.failed(conversation.userId(), CANNOT_THINK);
        }
    }

    /** The turn could not be made: says so, the line first, unless the person knows it of this message. Never fails. */
    Future<Void> tellStalled(ConversationState conversation, Turn turn) {
        if (!conversation.markNotified(turn.message().messageId())) {
            return Future.succeededFuture();
        }
        if (notifiedUsers.contains(turn.userId())) {
            events.failed(turn.userId(), CANNOT_THINK);
            return Future.succeededFuture();
        }
        return send(turn);
    }

    /** Says the line, unless this person has heard it; done when it was told. Never fails. */
    Future<Void> send(Turn turn) {
        if (!notifiedUsers.add(turn.userId())) {
            return Future.succeededFuture();
        }
        AddReply reply = new AddReply(
                TimeOrderedId.next(),
                turn.userId(),
                UnavailableReply.forMessage(turn.message().messageId()),
                turn.feelings(),
                true,
                null,
                FollowUpKinds.NONE,
                TranscriptChange.NONE,
                clock.instant());
        Future<Added> kept = bus.request(MessageStore.ADD_REPLY, reply);
        return kept.onSuccess(added -> events.messageAdded(added.message()))
                .onFailure(thrown -> {
                    LOG.warn("Could not save a holding line: user={}: {}", turn.userId(), thrown.getMessage());
                    notifiedUsers.remove(turn.userId());
                    events.failed(turn.userId(), CANNOT_THINK);
                })
                .otherwiseEmpty()
                .mapEmpty();
    }
}
