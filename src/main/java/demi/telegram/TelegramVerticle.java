package demi.telegram;

import demi.api.HealthApi;
import demi.api.HealthApi.ComponentHealth;
import demi.api.HealthApi.Status;
import demi.api.NetworkApi;
import demi.api.store.IdentityStore;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.network.NetworkBridge;
import demi.network.client.NetworkClient;
import demi.network.client.NetworkInfo;
import demi.network.message.InboundMessage;
import demi.telegram.bot.BotListener;
import demi.telegram.bot.BotStatus;
import demi.telegram.bot.OutgoingMessage;
import demi.telegram.bot.TelegramBot;
import demi.telegram.chat.CommandMenu;
import demi.telegram.chat.InboundReader;
import demi.telegram.chat.TelegramClient;
import demi.telegram.chat.TelegramFiles;
import demi.telegram.update.Membership;
import demi.telegram.update.Message;
import demi.telegram.update.Update;
import demi.telegram.update.User;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Demi on Telegram, where there is a token. It starts whether or not Telegram can be reached, and says in health how that went. What was
 * written while she was away Telegram tells by itself. Deploy it after the conductor, as every network.
 */
@WallTime("what was written before its start")
public final class TelegramVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramVerticle.class);

    private static final NetworkInfo NETWORK =
            new NetworkInfo("telegram", "Telegram", OutgoingMessage.LONGEST, Duration.ofSeconds(5), true);

    private final Bus bus;
    private final InstantSource clock;
    private final TelegramSettings settings;
    private final boolean looksOnly;
    private final Promise<Void> settled = Promise.promise();
    private ComponentHealth health = ComponentHealth.of(NETWORK.name(), Status.DEGRADED, "Connecting to Telegram.");
    private @Nullable TelegramBot bot;
    private @Nullable NetworkBridge bridge;
    private @Nullable TelegramClient client;
    private boolean connected;

    /** @param looksOnly whether it only asks if the token is good, and neither hears nor says anything */
    public TelegramVerticle(Bus bus, InstantSource clock, TelegramSettings settings, boolean looksOnly) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.looksOnly = looksOnly;
    }

    @Override
    public Future<?> start() {
        return looksOnly
                ? bus.handle(
                        NetworkApi.status(NETWORK.name()),
                        asked -> TelegramBot.look(vertx, settings.bot()).map(this::healthOf))
                : takesPart();
    }

    private Future<?> takesPart() {
        NetworkBridge opened = new NetworkBridge(
                vertx, bus, clock, NETWORK, settings.rules(), new TelegramFiles(this::bot), this::client);
        bridge = opened;
        return opened.start()
                .compose(listens -> Future.all(
                        bus.subscribe(HealthApi.REQUESTED, call -> bus.publish(HealthApi.COMPONENT, health)),
                        bus.handle(
                                NetworkApi.status(NETWORK.name()),
                                asked -> settled.future().map(known -> health))))
                .onSuccess(listens -> bot = TelegramBot.open(
                        vertx,
                        settings.bot(),
                        new Events(opened, clock.instant().truncatedTo(ChronoUnit.SECONDS))));
    }

    private Future<TelegramBot> bot() {
        return bot == null ? Future.failedFuture(away()) : Future.succeededFuture(bot);
    }

    private Future<NetworkClient> client() {
        return client == null || !connected ? Future.failedFuture(away()) : Future.succeededFuture(client);
    }

    private static Failure away() {
        return new Failure(Failure.Code.UNAVAILABLE, "She is not on Telegram.");
    }

    private ComponentHealth healthOf(BotStatus status) {
        return switch (status.state()) {
            case CONNECTED ->
                ComponentHealth.of(NETWORK.name(), Status.UP, "On Telegram as " + status.sentence() + ".");
            case REFUSED ->
                ComponentHealth.of(
                        NETWORK.name(),
                        Status.DEGRADED,
                        "Telegram refuses " + settings.tokenName() + ". " + status.sentence());
            default -> ComponentHealth.of(NETWORK.name(), Status.DEGRADED, status.sentence());
        };
    }

    /** What the bot tells. */
    private final class Events implements BotListener {

        private final NetworkBridge bridge;
        /** To the second, as Telegram's times. */
        private final Instant start;
        /** By update, what of the time before comes now. */
        private final Map<Long, Future<Void>> missed = new HashMap<>();

        private @Nullable User me;
        private @Nullable InboundReader reader;

        private Events(NetworkBridge bridge, Instant start) {
            this.bridge = bridge;
            this.start = start;
        }

        @Override
        public void opened(User user) {
            me = user;
            reader = new InboundReader(user);
            bot().onSuccess(open -> {
                client = new TelegramClient(open, user);
                open.setCommands(CommandMenu.COMMANDS, null)
                        .onFailure(thrown -> LOG.warn("Could not register commands: {}", thrown.getMessage()));
            });
        }

        @Override
        public void changed(BotStatus status) {
            connected = status.state() == BotStatus.State.CONNECTED;
            health = connected && me != null
                    ? healthOf(new BotStatus(BotStatus.State.CONNECTED, me.handle()))
                    : healthOf(status);
            settled.tryComplete();
            bus.publish(HealthApi.COMPONENT, health);
            if (connected && client != null) {
                bridge.connected(client, false);
            } else {
                bridge.stateChanged();
            }
        }

        @Override
        public void coming(List<Update> updates) {
            missed.clear();
            List<InboundMessage> messages = new ArrayList<>();
            List<Long> ids = new ArrayList<>();
            for (Update update : updates) {
                read(update).filter(message -> message.at().isBefore(start)).ifPresent(message -> {
                    messages.add(message);
                    ids.add(update.id());
                });
            }
            if (!messages.isEmpty()) {
                Future<Void> heard = bridge.missed(messages);
                ids.forEach(id -> missed.put(id, heard));
            }
        }

        @Override
        public Future<Void> received(Update update) {
            Membership membership = update.membership();
            if (membership != null) {
                LOG.info(
                        "Membership changed: chat={} member={}",
                        membership.chat().id(),
                        membership.isMember());
                // What was refused there may be allowed now.
                if (membership.isMember() && connected && client != null) {
                    bridge.connected(client, false);
                }
            }
            Future<Void> before = missed.remove(update.id());
            Future<Void> kept =
                    before == null ? read(update).map(bridge::onMessage).orElseGet(Future::succeededFuture) : before;
            // Whoever wrote it knows that it was not kept, unless there was no time to say so.
            return kept.recover(
                    thrown -> isClosing() ? Future.failedFuture(BaseVerticle.refusal()) : Future.succeededFuture());
        }

        private Optional<InboundMessage> read(Update update) {
            Message message = update.message();
            return message == null || reader == null ? Optional.empty() : reader.read(message);
        }

        @Override
        public void migrated(long from, long to) {
            bus.request(
                            IdentityStore.MOVE_GROUP,
                            new IdentityStore.MoveGroup(NETWORK.name(), Long.toString(from), Long.toString(to)))
                    .onFailure(thrown -> LOG.warn(
                            "Could not move a group's conversation: from={} to={} reason={}",
                            from,
                            to,
                            thrown.getMessage()));
        }
    }

    @Override
    protected Future<?> close() {
        NetworkBridge open = bridge;
        Future<?> said = open == null ? Future.succeededFuture() : open.close();
        return said.eventually(() -> bot == null ? Future.succeededFuture() : bot.close())
                .eventually(() -> open == null ? Future.succeededFuture() : open.closeFiles());
    }
}
