package demi.discord;

import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.NetworkApi;
import demi.api.value.Secret;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.discord.inbound.SlashCommands;
import demi.discord.jda.DiscordClient;
import demi.discord.message.PresencePolicy;
import demi.network.NetworkBridge;
import demi.network.client.NetworkInfo;
import demi.network.message.InboundMessage;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Demi on Discord, where there is a token. It starts whether or not Discord can be reached, and says in health how that went. Deploy
 * it after the conductor: so, at a stop, what has just been typed is still kept. What that answers meanwhile is posted, too.
 */
public final class DiscordVerticle extends BaseVerticle implements GatewayConnection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(DiscordVerticle.class);

    /** Of a description Discord takes 4,096 characters. */
    private static final NetworkInfo NETWORK =
            new NetworkInfo("discord", "Discord", 4_000, Duration.ofSeconds(10), false);

    private final Bus bus;
    private final InstantSource clock;
    private final DiscordSettings settings;
    private final boolean probeOnly;
    private final PresencePolicy presence = new PresencePolicy();
    private @Nullable WorkerExecutor worker;
    private @Nullable GatewayConnection connection;
    private @Nullable NetworkBridge bridge;
    private PresencePolicy.@Nullable Presence shown;

    /** @param looksOnly whether it only logs in, to see whether that works, and neither hears nor says anything */
    public DiscordVerticle(Bus bus, InstantSource clock, DiscordSettings settings, boolean looksOnly) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.probeOnly = looksOnly;
    }

    @Override
    public Future<?> start() {
        Secret token = Objects.requireNonNull(settings.botToken(), "a token");
        WorkerExecutor thread =
                vertx.createSharedWorkerExecutor("demi-discord-" + deploymentID(), 1, 2, TimeUnit.MINUTES);
        worker = thread;
        GatewayConnection made = new GatewayConnection(vertx, thread, settings, token, this);
        connection = made;
        Future<?> ready = probeOnly ? Future.succeededFuture() : registerHandlers(made);
        return ready.compose(listens -> bus.handle(
                        NetworkApi.status(NETWORK.name()),
                        asked -> made.whenSettled().map(settled -> made.health())))
                .onSuccess(listens -> made.open());
    }

    private Future<?> registerHandlers(GatewayConnection made) {
        NetworkBridge opened = new NetworkBridge(
                vertx,
                bus,
                clock,
                NETWORK,
                settings.rules(),
                settings.attachments(),
                () -> made.client().map(client -> client));
        bridge = opened;
        List<Future<?>> all = new ArrayList<>(List.of(
                bus.subscribe(InferenceApi.STATE, this::modelIs),
                bus.subscribe(HealthApi.COMPONENT, part -> {
                    presence.onComponent(part);
                    updatePresence();
                }),
                bus.subscribe(HealthApi.REQUESTED, call -> healthChanged())));
        String channel = settings.rambleChannelId();
        if (channel != null) {
            all.add(opened.handleRambles(
                    channel, () -> made.whenSettled().map(settled -> made.health()), made::checkPermissions));
        }
        return Future.all(all).compose(listens -> opened.start()).onSuccess(known -> {
            bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested());
            bus.request(InferenceApi.STATUS, new InferenceApi.GetState())
                    .onSuccess(this::modelIs)
                    .onFailure(thrown -> LOG.debug("Could not get the model's state: {}", thrown.getMessage()));
        });
    }

    private void modelIs(InferenceApi.State state) {
        presence.onModel(state);
        updatePresence();
    }

    @Override
    public void connected(DiscordClient client, boolean isNew) {
        if (bridge != null) {
            shown = null;
            updatePresence();
            bridge.connected(client, isNew);
        }
    }

    @Override
    public Future<Void> registerCommands(DiscordClient client) {
        return probeOnly ? client.probeCommands() : client.register(SlashCommands.all());
    }

    @Override
    public void onMessage(InboundMessage message) {
        if (bridge != null) {
            bridge.onMessage(message);
        }
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        if (bridge != null) {
            new SlashCommands(bridge::command).on(event);
        }
    }

    @Override
    public void healthChanged() {
        if (bridge != null && connection != null) {
            bus.publish(HealthApi.COMPONENT, connection.health());
            bridge.stateChanged();
        }
    }

    private void updatePresence() {
        PresencePolicy.Presence now = presence.presence();
        if (now != shown && connection != null) {
            connection.client().onSuccess(client -> {
                shown = now;
                client.setPresence(now);
            });
        }
    }

    @Override
    protected Future<?> close() {
        Future<?> said = bridge == null ? Future.succeededFuture() : bridge.close();
        return said.eventually(() -> connection == null ? Future.succeededFuture() : connection.close())
                .eventually(() -> bridge == null ? Future.succeededFuture() : bridge.closeFiles())
                .eventually(() -> worker == null ? Future.succeededFuture() : worker.close());
    }
}
