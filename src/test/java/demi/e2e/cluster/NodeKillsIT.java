package demi.e2e.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.discord.standin.DiscordStandIn;
import demi.e2e.Jar;
import demi.e2e.TestClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nodes are killed again and again while people talk, somebody writes on Discord, and somebody has fallen silent, to whom she
 * writes first, once.
 */
class NodeKillsIT extends ClusterTest {

    private static final int KILLS = 30;
    private static final int PEOPLE = 10;
    private static final int MESSAGES = 100;
    private static final Random RANDOM = new Random(19);
    private static final String SOON = """
            autonomy:
              every: 1s
              conversation: 1s
              loneliness: 0.1
              most_an_hour: 100
              quiet_from: 00:00
              quiet_to: 00:00
            """;

    @SuppressWarnings("NullAway.Init") // started before each test
    private DiscordStandIn discord;

    private String dora = "";
    private int saidOnDiscord;

    @BeforeEach
    void startDiscord() throws Exception {
        discord = get(DiscordStandIn.start(vertx, 0));
        dora = discord.person("Dora");
        Files.writeString(directory.resolve("demi.yaml"), SOON, StandardOpenOption.APPEND);
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(super.environment());
        environment.put("DISCORD_BOT_TOKEN", DiscordStandIn.TOKEN);
        environment.put("DISCORD_API_BASE_URL", discord.apiBaseUrl());
        return environment;
    }

    /** The next, when she has answered the last; nobody but one node is there for it. */
    private void goOnOnDiscord() {
        assertTrue(discord.sockets() <= 1, () -> discord.sockets() + " nodes are at Discord");
        if (discord.posted().size() == saidOnDiscord) {
            saidOnDiscord++;
            discord.direct(dora, "Number " + saidOnDiscord + " on Discord");
        }
    }

    private String idOf(String email) {
        return text("SELECT user_id FROM users WHERE email = '" + email + "'");
    }

    /** What she said, and what she had the right to say first when her node was killed: half an hour later she may again. */
    private long hersTo(String userId) {
        return number("SELECT (SELECT count(*) FROM android_messages WHERE user_id = '" + userId
                + "' AND sender = 'demi') + (SELECT count(*) FROM android_checkins WHERE user_id = '" + userId
                + "' AND NOT EXISTS (SELECT 1 FROM android_messages WHERE message_id = checkin_id))");
    }

    @Test
    void nothingIsLostOrDoubledHoweverOftenANodeIsKilled() throws Exception {
        startAll();
        List<TestClient> people = new ArrayList<>();
        people.add(TestClient.setUp(nodes.get(0)));
        while (people.size() < PEOPLE) {
            people.add(join(people.get(0), "person" + people.size() + "@example.org"));
        }
        String silent = "silent@example.org";
        TestClient.Chat once = join(people.get(0), silent).chat();
        once.say("I am in Porto");
        once.reply();
        once.vanish();
        AtomicBoolean killing = new AtomicBoolean(true);
        List<Talker> talkers = people.stream()
                .map(person -> new Talker(person, () -> nodes, killing::get, MESSAGES))
                .toList();
        talkers.forEach(Thread::start);
        List<CompletableFuture<Void>> starting =
                new ArrayList<>(Collections.nCopies(NODES, CompletableFuture.completedFuture(null)));
        for (int kill = 0; kill < KILLS; kill++) {
            long until = soFar(talkers) + PEOPLE + RANDOM.nextInt(10);
            await().atMost(PATIENCE).until(() -> soFar(talkers) >= until && up().size() > 1);
            goOnOnDiscord();
            Jar one = up().get(RANDOM.nextInt(up().size()));
            int number = nodes.indexOf(one);
            one.kill();
            starting.set(number, CompletableFuture.runAsync(() -> {
                try {
                    nodes.set(number, start(number));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
        for (CompletableFuture<Void> node : starting) {
            node.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        killing.set(false);
        long acknowledged = 0;
        for (Talker talker : talkers) {
            acknowledged += talker.acknowledged();
        }
        assertTrue(ollama.mostOpen() <= PLACES, () -> ollama.mostOpen() + " replies at once, of all nodes");
        System.out.println(KILLS + " kills, " + acknowledged + " messages acknowledged, " + ollama.mostOpen()
                + " replies at once at most");
        assertNothingIsLostOrDoubled(acknowledged + saidOnDiscord);
        await().atMost(PATIENCE).until(() -> discord.posted().size() == saidOnDiscord);
        assertTrue(saidOnDiscord > 1, "Discord has been heard between two kills");
        String who = idOf(silent);
        await().atMost(PATIENCE).until(() -> hersTo(who) >= 2);
        assertEquals(2, hersTo(who), "a reply, and what she wrote first");
        assertEquals(
                1,
                number("SELECT max(first) FROM (SELECT count(*) AS first FROM android_messages WHERE sender = 'demi'"
                        + " AND answers IS NULL AND holding = 0 GROUP BY user_id) AS each_person"),
                "to nobody does she write first twice within an hour");
        assertEquals(
                acknowledged + 1 + saidOnDiscord,
                number("SELECT count(*) FROM interaction_log WHERE message_id IS NOT NULL"),
                "each message has moved her once");
        await().atMost(PATIENCE).until(() -> nodes.stream().allMatch(jar -> "UP".equals(status(jar))));
        assertEquals(1, nodes.stream().filter(jar -> houseIsOn(jar)).count());
    }

    private static long soFar(List<Talker> talkers) {
        return talkers.stream().mapToLong(Talker::soFar).sum();
    }

    /** Those that can be talked with: one that was killed is in the list until it is there again. */
    private List<Jar> up() {
        return nodes.stream().filter(Jar::isAlive).toList();
    }

    private static boolean houseIsOn(Jar jar) {
        return cluster(jar).getString("house").equals(cluster(jar).getString("node"));
    }

    private TestClient join(TestClient owner, String email) throws Exception {
        JsonObject invite = new JsonObject(
                owner.call("POST", "/api/v1/people/invites", new JsonObject()).body());
        TestClient.post(
                owner.port,
                "/api/v1/join",
                new JsonObject()
                        .put("code", invite.getString("code"))
                        .put("email", email)
                        .put("password", TestClient.PASSWORD));
        return TestClient.login(nodes.get(0), email, TestClient.PASSWORD);
    }
}
