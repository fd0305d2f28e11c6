package demi.discord;

import demi.api.HealthApi;
import demi.api.HealthApi.Status;
import demi.api.value.Secret;
import demi.bus.BaseVerticle;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.discord.jda.DiscordClient;
import demi.discord.jda.JdaEventListener;
import demi.discord.jda.JdaSession;
import demi.discord.jda.MessageReader;
import demi.network.message.AttachmentPolicy;
import demi.network.message.InboundMessage;
import demi.network.message.Timeouts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one session with Discord: opened, watched, opened again where that can help, and closed. */
final class GatewayConnection {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayConnection.class);
    private static final long AGAIN_MS = 2_000;
    private static final long LONGEST_PAUSE_MS = 60_000;
    /** Somebody may give her what she lacks, or take it. */
    private static final long PERMISSION_CHECK_MS = 60_000;

    private static final long COMMANDS_MS = 5_000;

    private static final String NAME = "discord";

    /** Told on the room's context. */
    interface Listener {
        /** @param isNew whether the session is new, and Discord does not tell what it had for the one before */
        void connected(DiscordClient client, boolean isNew);

        void onMessage(InboundMessage message);

        /** Has Discord take the commands; fails INVALID where it refuses them. */
        Future<Void> registerCommands(DiscordClient client);

        void onCommand(SlashCommandInteractionEvent event);

        void healthChanged();
    }

    private final Vertx vertx;
    private final Context context;
    private final WorkerExecutor worker;
    private final DiscordSettings settings;
    private final Secret token;
    private final Listener listener;
    private final Promise<Void> whenSettled = Promise.promise();
    private HealthApi.ComponentHealth health =
            HealthApi.ComponentHealth.of(NAME, Status.DEGRADED, "Connecting to Discord.");
    private @Nullable JDA jda;
    private @Nullable DiscordClient client;
    private int tries;
    private @Nullable String commandsRefused;
    private boolean opening;
    private boolean closed;
    private boolean connectedBefore;
    private boolean online;

    /** @param worker of one thread */
    GatewayConnection(Vertx vertx, WorkerExecutor worker, DiscordSettings settings, Secret token, Listener listener) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.worker = worker;
        this.settings = settings;
        this.token = token;
        this.listener = listener;
        Timers.every(vertx, PERMISSION_CHECK_MS, timer -> checkPermissions());
    }

    void open() {
        if (closed || BaseVerticle.isClosing()) {
            return;
        }
        tries++;
        opening = true;
        MessageReader reader = new MessageReader(new AttachmentPolicy(settings.attachments()::isOwn));
        JdaEventListener ears = new JdaEventListener(new OnContext(), reader);
        worker.executeBlocking(() -> JdaSession.open(token, settings.apiBaseUrl(), ears))
                .onComplete(either -> opening = false)
                .onSuccess(opened -> {
                    jda = opened.jda();
                    if (closed) {
                        shutDown();
                    } else {
                        client = new DiscordClient(opened.jda(), opened.gateway(), context, reader);
                    }
                })
                .onFailure(this::notOpened);
    }

    private void notOpened(Throwable thrown) {
        if (thrown instanceof InvalidTokenException) {
            refused(settings.wrongToken());
            return;
        }
        if (thrown instanceof JdaSession.Refused) {
            LOG.warn("{} Retrying", thrown.getMessage());
            publishHealth(Status.DEGRADED, thrown.getMessage() + " She tries again.");
        } else {
            LOG.warn("Discord cannot be reached ({}); trying again", thrown.toString());
            publishHealth(Status.DEGRADED, "Discord cannot be reached. She tries again.");
        }
        long pause = Math.min(LONGEST_PAUSE_MS, AGAIN_MS << Math.min(tries - 1, 10));
        Timers.after(vertx, pause, timer -> open());
    }

    private void connected(boolean isNew) {
        DiscordClient now = client;
        if (closed || (now == null && !opening)) {
            return;
        }
        if (now == null) {
            // The session was faster than the thread that opened it.
            Timers.after(vertx, 10, timer -> connected(isNew));
            return;
        }
        if (!connectedBefore) {
            connectedBefore = true;
            LOG.info("On Discord as {}; servers: {}. Invite her with {}", now.name(), now.servers(), now.inviteUrl());
        } else {
            LOG.info("Reconnected to Discord");
        }
        online = true;
        listener.connected(now, isNew);
        Timeouts.within(vertx, COMMANDS_MS, listener.registerCommands(now)).onComplete(taken -> {
            Throwable thrown = taken.cause();
            if (thrown != null) {
                LOG.warn("Could not register slash commands: {}", thrown.getMessage());
            }
            commandsRefused = Failure.codeOf(thrown) == Failure.Code.INVALID ? thrown.getMessage() : null;
            checkPermissions();
        });
    }

    /** Tells of what hinders her, and that all is well where nothing does. */
    void checkPermissions() {
        DiscordClient now = client;
        if (now == null || !online) {
            return;
        }
        List<String> hindrances = new ArrayList<>(now.setupProblems(settings.wanted()));
        if (commandsRefused != null) {
            hindrances.add("Slash commands are refused. " + commandsRefused);
        }
        if (hindrances.isEmpty()) {
            publishHealth(Status.UP, "On Discord as " + now.name() + ".");
        } else {
            onHindrance(String.join(" ", hindrances));
        }
    }

    /** In the log once. */
    private void onHindrance(String why) {
        if (!why.equals(health.detail())) {
            LOG.warn(why);
        }
        publishHealth(Status.DEGRADED, why);
    }

    /** Asks the gateway itself, since JDA does not say what it answered. */
    private void notConnected() {
        client().compose(DiscordClient::gatewayRefusal).onSuccess(refusal -> {
            if (refusal.isPresent() && !closed && !online) {
                onHindrance(refusal.get() + " She tries again.");
            }
        });
    }

    private void refused(String why) {
        LOG.warn(why);
        client = null;
        online = false;
        publishHealth(Status.DEGRADED, why);
    }

    private void publishHealth(Status status, String detail) {
        HealthApi.ComponentHealth before = health;
        health = HealthApi.ComponentHealth.of(NAME, status, detail);
        whenSettled.tryComplete();
        if (!health.equals(before)) {
            listener.healthChanged();
        }
    }

    HealthApi.ComponentHealth health() {
        return health;
    }

    /** Done once she is on Discord, or it is known why not. */
    Future<Void> whenSettled() {
        return whenSettled.future();
    }

    /** Fails UNAVAILABLE while there is no session. */
    Future<DiscordClient> client() {
        DiscordClient now = client;
        return now == null
                ? Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "She is not on Discord."))
                : Future.succeededFuture(now);
    }

    Future<Void> close() {
        closed = true;
        client = null;
        // A login may take its time where Discord is far away; nobody waits for that.
        return opening ? Future.succeededFuture() : shutDown();
    }

    private Future<Void> shutDown() {
        return worker.executeBlocking(() -> {
            JDA open = jda;
            if (open != null) {
                JdaSession.close(open);
            }
            return null;
        });
    }

    /** From JDA's threads to the room's context. What one event makes throw is that event's business, and no fault of the room. */
    private final class OnContext implements JdaEventListener.Handler {

        private void run(String event, Runnable work) {
            context.runOnContext(now -> {
                if (BaseVerticle.isClosing()) {
                    return;
                }
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.error("Ignoring an event of Discord's whose handler threw: event={}", event, e);
                }
            });
        }

        @Override
        public void onMessage(InboundMessage message) {
            run("message", () -> listener.onMessage(message));
        }

        @Override
        public void onCommand(SlashCommandInteractionEvent event) {
            run("command", () -> listener.onCommand(event));
        }

        @Override
        public void connected(boolean isNew) {
            run("connected", () -> GatewayConnection.this.connected(isNew));
        }

        @Override
        public void disconnected(String close) {
            run("disconnected", () -> {
                if (!closed) {
                    online = false;
                    publishHealth(
                            Status.DEGRADED,
                            close.isEmpty()
                                    ? "The connection to Discord is lost. She tries again."
                                    : "Discord's gateway has closed the connection: " + close + ". She tries again.");
                }
            });
        }

        @Override
        public void notConnected() {
            run("not connected", GatewayConnection.this::notConnected);
        }

        @Override
        public void wrongToken() {
            refused(settings.wrongToken());
        }

        @Override
        public void refused(String why) {
            run("refused", () -> {
                if (!closed) {
                    GatewayConnection.this.refused(why);
                }
            });
        }
    }
}
