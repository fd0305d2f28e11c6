package demi.network.inbound;

import demi.api.store.DeliveryStore;
import demi.api.store.DeliveryStore.SaidSince;
import demi.bus.Bus;
import demi.network.client.BackfillClient;
import demi.network.message.AccessPolicy;
import demi.network.message.InboundMessage;
import demi.network.message.Quote;
import demi.network.message.Reference;
import demi.network.message.ReplyTarget;
import demi.util.BoundedMap;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was said to her while she was away, after a start or a new session: direct messages of people whom she has met, mentions,
 * answers to her, and her threads. What she has heard is known from the store, by the client ids that say where on the network a
 * message stands; so each is answered once, whenever the process ended.
 */
@WallTime("how old a message may be to be answered")
public final class MissedMessages {

    private static final Logger LOG = LoggerFactory.getLogger(MissedMessages.class);
    private static final Duration NEWEST = Duration.ofHours(24);
    private static final int MOST_OF_PLACE = 20;
    private static final int MOST_CHANNELS = 50;
    /** As much as networks tell of at once. */
    private static final int PAGE = 100;

    private static final int MOST_UNREAD = 10;
    private static final int MOST_PLACES = 200;

    private final Bus bus;
    private final String network;
    private final InstantSource clock;
    private final AccessPolicy access;
    /** By channel: what is too old to be answered, for the next message there. */
    private final Map<String, List<Reference>> unread = new BoundedMap<>(MOST_PLACES);

    public MissedMessages(Bus bus, String network, InstantSource clock, AccessPolicy access) {
        this.bus = bus;
        this.network = network;
        this.clock = clock;
        this.access = access;
    }

    /** What was not answered in that channel, and is read with the next message there. */
    public List<Reference> takeUnread(String channel) {
        List<Reference> lines = unread.remove(channel);
        return lines == null ? List.of() : lines;
    }

    /** Those that she has not heard yet. Of one person in one place all is heard up to their last message that was. Never fails. */
    public Future<List<InboundMessage>> unheard(List<InboundMessage> oldestFirst) {
        Instant since = clock.instant().minus(NEWEST).minus(NEWEST);
        return bus.request(DeliveryStore.SAID, new DeliveryStore.FindSaid(network, since))
                .map(before -> unheard(oldestFirst, keys(before)))
                .onFailure(thrown -> LOG.warn("Could not look for heard messages: {}", thrown.getMessage()))
                // The store does not keep one twice.
                .otherwise(oldestFirst);
    }

    private static List<InboundMessage> unheard(List<InboundMessage> oldestFirst, Set<String> said) {
        Set<String> heardLater = new HashSet<>();
        List<InboundMessage> unheard = new ArrayList<>();
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            InboundMessage message = oldestFirst.get(i);
            String writer = message.place().channel() + "/" + message.author().id();
            if (said.contains(key(message.place()))) {
                heardLater.add(writer);
            } else if (!heardLater.contains(writer)) {
                unheard.add(message);
            }
        }
        Collections.reverse(unheard);
        return unheard;
    }

    private Set<String> keys(SaidSince before) {
        Set<String> said = new HashSet<>();
        before.clientIds().forEach(id -> ReplyTarget.of(network, id).ifPresent(place -> said.add(key(place))));
        return said;
    }

    /** Whether it is too old to be answered; some direct messages are then read with the next one. */
    public boolean isTooOld(InboundMessage message) {
        if (message.at().isAfter(clock.instant().minus(NEWEST))) {
            return false;
        }
        if (message.place().isDirect()) {
            List<Reference> lines = unread.computeIfAbsent(message.place().channel(), first -> new ArrayList<>());
            lines.add(Quote.unread(message.content() + message.attached().overheard()));
            if (lines.size() > MOST_UNREAD) {
                lines.remove(0);
            }
        }
        return true;
    }

    /**
     * Never fails. Where she has heard nothing from there before, she was not away.
     *
     * @param handler told of each message that was missed, place by place and the oldest first
     */
    public Future<?> find(BackfillClient client, String herId, Consumer<InboundMessage> handler) {
        Instant since = clock.instant().minus(NEWEST);
        return bus.request(DeliveryStore.SAID, new DeliveryStore.FindSaid(network, since.minus(NEWEST)))
                .compose(before ->
                        before.ever() ? places(client, herId, before, since, handler) : Future.succeededFuture())
                .onFailure(thrown -> LOG.warn("Could not look for missed messages: {}", thrown.getMessage()))
                .otherwiseEmpty();
    }

    private Future<?> places(
            BackfillClient client, String herId, SaidSince before, Instant since, Consumer<InboundMessage> handler) {
        Set<String> said = keys(before);
        Future<?> all = Future.succeededFuture();
        // One after the other: networks limit how much may be asked for.
        for (String person : before.people()) {
            if (access.allowsUser(person)) {
                all = all.compose(done -> client.recentOf(person, PAGE)
                        .onSuccess(found -> missed(found, herId, said, since).forEach(handler))
                        .onFailure(thrown -> LOG.debug("Could not list direct messages: {}", thrown.getMessage()))
                        .otherwise(List.of()));
            }
        }
        if (!access.checksRoles()) {
            // Discord, which has roles, does not tell of earlier messages what roles their writers have.
            for (String channel : client.activeSince(since, MOST_CHANNELS)) {
                all = all.compose(done -> client.recentIn(channel, PAGE)
                        .onSuccess(found -> missed(found, herId, said, since).forEach(handler))
                        .onFailure(thrown -> LOG.debug("Channel {}: {}", channel, thrown.getMessage()))
                        .otherwise(List.of()));
            }
        }
        return all;
    }

    private static String key(ReplyTarget place) {
        return place.channel() + "/" + place.message();
    }

    private List<InboundMessage> missed(
            List<InboundMessage> newestFirst, String herId, Set<String> said, Instant since) {
        List<InboundMessage> missed = new ArrayList<>();
        List<Reference> older = new ArrayList<>();
        // By author: whether a later message of theirs was handled, which covers the earlier ones.
        Map<String, Boolean> heardLater = new HashMap<>();
        boolean sheSpokeLater = false;
        for (InboundMessage message : newestFirst) {
            String author = message.author().id();
            boolean hers = author.equals(herId);
            sheSpokeLater |= hers;
            if (said.contains(key(message.place()))) {
                heardLater.put(author, true);
            }
            if (hers || message.author().bot() || heardLater.containsKey(author) || !message.isForDemi()) {
                continue;
            }
            if (message.at().isAfter(since) && missed.size() < MOST_OF_PLACE) {
                missed.add(message);
            } else if (message.place().isDirect() && !sheSpokeLater && older.size() < MOST_UNREAD) {
                older.add(Quote.unread(message.content() + message.attached().overheard()));
            }
        }
        Collections.reverse(missed);
        Collections.reverse(older);
        if (!newestFirst.isEmpty() && !older.isEmpty()) {
            unread.put(newestFirst.get(0).place().channel(), older);
        }
        if (!missed.isEmpty()) {
            LOG.info(
                    "Found missed messages: channel={} messages={}",
                    missed.get(0).place().channel(),
                    missed.size());
        }
        return missed;
    }
}
