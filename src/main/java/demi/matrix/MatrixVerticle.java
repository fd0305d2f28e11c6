package demi.matrix;

import demi.api.HealthApi;
import demi.api.NetworkApi;
import demi.api.value.Secret;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.matrix.client.Homeserver;
import demi.matrix.client.MatrixClient;
import demi.matrix.client.MatrixMessage;
import demi.matrix.message.InboundMapper;
import demi.matrix.message.MatrixFiles;
import demi.matrix.message.MatrixNetworkClient;
import demi.matrix.message.QuotedMessages;
import demi.network.NetworkBridge;
import demi.network.client.NetworkInfo;
import demi.network.inbound.ReadPosition;
import demi.network.message.AccessPolicy;
import demi.network.message.AttachmentPolicy;
import demi.network.message.InboundMessage;
import demi.network.message.Timeouts;
import io.vertx.core.Future;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Demi on Matrix, where she has an account. It starts whether or not the homeserver can be reached, and says in health how that went.
 * Deploy it after the conductor: so, at a stop, what has just been typed is still kept.
 */
public final class MatrixVerticle extends BaseVerticle implements MatrixConnection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(MatrixVerticle.class);

    /** An event may have 65,536 bytes, and the text is in it twice. */
    private static final NetworkInfo NETWORK =
            new NetworkInfo("matrix", "Matrix", 8_000, MatrixNetworkClient.TYPING, true);

    /** Of the four seconds that a stop may take. */
    private static final long PATIENCE_MS = 1_000;

    private final Bus bus;
    private final InstantSource clock;
    private final MatrixSettings settings;
    private final boolean looksOnly;
    private final List<InboundMessage> missed = new ArrayList<>();
    private @Nullable MatrixClient client;
    private @Nullable MatrixConnection connection;
    private @Nullable Parts parts;

    /** What she hears and speaks with; there is none where she only looks whether she can log in. */
    private record Parts(
            NetworkBridge bridge, ReadPosition position, EncryptedRooms encrypted, QuotedMessages quoted) {}

    private @Nullable InboundMapper mapper;

    /** @param looksOnly whether it only logs in, to see whether that works, and neither hears nor says anything */
    public MatrixVerticle(Bus bus, InstantSource clock, MatrixSettings settings, boolean looksOnly) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.looksOnly = looksOnly;
    }

    @Override
    public Future<?> start() {
        URI address = Objects.requireNonNull(settings.homeserver(), "a homeserver");
        Secret token = Objects.requireNonNull(settings.accessToken(), "a token");
        MatrixClient made = new MatrixClient(vertx, new Homeserver(address, token));
        QuotedMessages quoted = new QuotedMessages(vertx, made);
        MatrixConnection opened = new MatrixConnection(vertx, settings, made, quoted, this);
        client = made;
        connection = opened;
        Future<?> ready = bus.handle(NetworkApi.status(NETWORK.name()), asked -> opened.settled());
        return looksOnly
                ? ready.onSuccess(listens -> opened.look())
                : ready.compose(listens -> takePart(address, made, quoted, opened));
    }

    private Future<?> takePart(URI address, MatrixClient made, QuotedMessages quoted, MatrixConnection opened) {
        Parts all = new Parts(
                new NetworkBridge(
                        vertx,
                        bus,
                        clock,
                        NETWORK,
                        settings.rules(),
                        new MatrixFiles(made),
                        () -> opened.networkClient().map(now -> now)),
                new ReadPosition(bus, NETWORK.name(), address.toString()),
                new EncryptedRooms(bus, made),
                quoted);
        parts = all;
        return bus.subscribe(HealthApi.REQUESTED, call -> healthChanged())
                .compose(listens -> all.bridge().start())
                .compose(started -> all.position().load())
                .onSuccess(opened::open);
    }

    @Override
    public void connected(MatrixNetworkClient now, boolean isNew) {
        Parts all = parts;
        if (all != null) {
            if (mapper == null) {
                AttachmentPolicy files = new AttachmentPolicy(MatrixClient::isMedia);
                mapper = new InboundMapper(all.quoted(), files, now.ownId());
            }
            all.bridge().connected(now, isNew);
        }
    }

    @Override
    public Future<Void> heard(MatrixMessage message, boolean late) {
        Parts all = parts;
        InboundMapper reader = mapper;
        if (all == null || reader == null || !settings.access().allowsUser(message.sender())) {
            return Future.succeededFuture();
        }
        return Future.succeededFuture(message)
                .compose(reader::map)
                .<Void>map(read -> {
                    if (late) {
                        missed.add(read);
                    } else {
                        all.position().heard(all.bridge().onMessage(read));
                    }
                    return null;
                })
                .recover(thrown -> {
                    // It would be read again and again.
                    LOG.error("Ignoring a message whose handler threw: event={}", message.eventId(), thrown);
                    return Future.succeededFuture();
                });
    }

    @Override
    public void reached(String since) {
        Parts all = parts;
        if (all != null) {
            if (!missed.isEmpty()) {
                all.position().heard(all.bridge().missed(List.copyOf(missed)));
                missed.clear();
            }
            all.position().reached(since);
        }
    }

    @Override
    public void unreadable(String room, String sender) {
        AccessPolicy access = settings.access();
        boolean mayTalk = access.allows(sender, true, List.of(), List.of(room))
                || access.allows(sender, false, List.of(), List.of(room));
        if (parts != null && mayTalk) {
            parts.encrypted().unreadable(room);
        }
    }

    @Override
    public void healthChanged() {
        if (parts != null && connection != null) {
            bus.publish(HealthApi.COMPONENT, connection.health());
            parts.bridge().stateChanged();
        }
    }

    @Override
    protected Future<?> close() {
        if (connection != null) {
            connection.stop();
        }
        Parts all = parts;
        Future<?> said = all == null
                ? Future.succeededFuture()
                : all.bridge()
                        .close()
                        .eventually(() -> Timeouts.within(
                                vertx, PATIENCE_MS, all.position().close()));
        return said.eventually(() -> client == null ? Future.succeededFuture() : client.close())
                .eventually(() ->
                        all == null ? Future.succeededFuture() : all.bridge().closeFiles());
    }
}
