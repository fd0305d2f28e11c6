package demi.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.value.Secret;
import demi.discord.jda.DiscordClient;
import demi.discord.standin.DiscordStandIn;
import demi.network.message.AllowList;
import demi.network.message.InboundMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayConnectionTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<GatewayConnection> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        opened.get(0).close().await(60, TimeUnit.SECONDS);
        vertx.close().await(60, TimeUnit.SECONDS);
    }

    /** Whatever is wrong with one message of one person: the room is as well as before, and the next one is heard. */
    @Test
    void whatOneEventMakesThrowIsThatEventsBusiness() throws Exception {
        DiscordStandIn discord = DiscordStandIn.start(vertx, 0).await(60, TimeUnit.SECONDS);
        String ann = discord.person("Ann");
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("discord-test", 1);
        Context context = vertx.getOrCreateContext();
        context.exceptionHandler(faults::add);
        context.runOnContext(now -> {
            GatewayConnection connection = new GatewayConnection(
                    vertx, worker, settings(discord), new Secret(DiscordStandIn.TOKEN), new Fragile());
            opened.add(connection);
            connection.open();
        });
        await().until(() -> discord.identified() > 0 && heard.contains("connected"));
        discord.direct(ann, "one that throws");
        discord.direct(ann, "and another");
        await().until(() -> heard.contains("and another"));
        assertEquals(List.of("connected", "one that throws", "and another"), heard);
        assertEquals(List.of(), faults);
    }

    private static DiscordSettings settings(DiscordStandIn discord) {
        return new DiscordSettings(
                new Secret(DiscordStandIn.TOKEN),
                "DISCORD_BOT_TOKEN",
                null,
                URI.create(discord.apiBaseUrl().replaceAll("/$", "")),
                DiscordSettings.DirectMessages.EVERYONE,
                AllowList.EVERYBODY,
                AllowList.EVERYBODY,
                AllowList.EVERYBODY,
                List.of(),
                0,
                Duration.ofMillis(100),
                0);
    }

    private final class Fragile implements GatewayConnection.Listener {
        @Override
        public void connected(DiscordClient mouth, boolean isNew) {
            heard.add("connected");
            throw new IllegalStateException("of a test");
        }

        @Override
        public void onMessage(InboundMessage message) {
            heard.add(message.content());
            throw new IllegalStateException("of a test");
        }

        @Override
        public Future<Void> registerCommands(DiscordClient mouth) {
            return Future.succeededFuture();
        }

        @Override
        public void onCommand(SlashCommandInteractionEvent event) {
            throw new IllegalStateException("of a test");
        }

        @Override
        public void healthChanged() {}
    }
}
