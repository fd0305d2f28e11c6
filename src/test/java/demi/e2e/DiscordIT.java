package demi.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.discord.standin.DiscordStandIn;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar on Discord. */
class DiscordIT extends WithOllama {

    private static final String REPLY = "Oh, it is you. What did you break this time?";

    @SuppressWarnings("NullAway.Init") // started before each test
    private DiscordStandIn discord;

    private String token = DiscordStandIn.TOKEN;

    @BeforeEach
    void startDiscord() throws Exception {
        discord = get(DiscordStandIn.start(vertx, 0));
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(super.environment());
        environment.put("DISCORD_BOT_TOKEN", token);
        environment.put("DISCORD_API_BASE_URL", discord.apiBaseUrl());
        return environment;
    }

    private String discordHealth(int port) throws Exception {
        return new JsonObject(TestClient.get(port, "/health", null).body())
                .getJsonObject("checks")
                .getJsonObject("discord")
                .getString("status");
    }

    @Test
    void sheIsTheSameOnDiscordAndOnThePhone() throws Exception {
        String ann = discord.person("Ann");
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            await().atMost(Duration.ofSeconds(60)).until(() -> jar.printed("Invite her with "));
            String code = new JsonObject(
                            phone.call("POST", "/api/v1/discord/code", null).body())
                    .getString("code");
            discord.direct(ann, "link " + code);
            await().until(() -> discord.posted().size() == 1);
            TestClient.Chat chat = phone.chat();
            discord.direct(ann, "written on Discord");
            assertEquals("written on Discord", chat.until("message").getString("content"));
            assertEquals(REPLY, chat.reply().getString("content"));
            await().until(() -> discord.posted().size() == 2);
            chat.say("written on the phone");
            chat.reply();
            discord.direct(ann, "and once more");
            await().until(() -> discord.posted().size() == 3);
            assertEquals(6, phone.messages().size());
            assertEquals("UP", discordHealth(jar.port()));
            assertFalse(jar.printed(" WARN "), jar.text());
            assertFalse(Jar.logs(directory).contains("written on"), "message text in the log");
            assertFalse(Jar.logs(directory).contains(DiscordStandIn.TOKEN), "the token in the log");
            jar.terminate();
            assertTrue(jar.endsWithin(Duration.ofSeconds(3)));
        }
    }

    @Test
    void aWrongTokenIsOneLineAndTheRestRunsOn() throws Exception {
        token = "wrong";
        try (Jar jar = serve()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> jar.printed("Discord refuses DISCORD_BOT_TOKEN"));
            assertEquals(1, jar.text().split("Discord refuses", -1).length - 1);
            assertEquals("DEGRADED", discordHealth(jar.port()));
            TestClient.Chat chat = TestClient.setUp(jar).chat();
            chat.say("hello");
            assertEquals(REPLY, chat.reply().getString("content"));
        }
        assertTrue(run("", "check").printed("FAIL  discord: Discord refuses"));
        token = DiscordStandIn.TOKEN;
        assertTrue(run("", "check").printed("ok    discord: On Discord as Demi"));
    }

    private static final String SOON = """
            autonomy:
              every: 1s
              conversation: 1s
              loneliness: 0.4
              quiet_from: 00:00
              quiet_to: 00:00
            discord:
              ramble_channel_id: %s
            """;

    private static List<ScriptStep> aloud(Script.Request request) {
        return ScriptStep.words(isAloud(request) ? "*hums* \"Who invented Mondays?\"" : REPLY);
    }

    private static boolean isAloud(Script.Request request) {
        return request.messages().get(request.messages().size() - 1).content().contains("Think aloud");
    }

    @Test
    void sheThinksAloudInItsChannelOnceAndOfNothingPrivate() throws Exception {
        String channel = discord.channel("rambles", true);
        Files.writeString(directory.resolve("demi.yaml"), SOON.formatted(channel), StandardOpenOption.APPEND);
        List<String> thoughts = new CopyOnWriteArrayList<>();
        ollama.play(request -> {
            if (isAloud(request)) {
                thoughts.add(request.body().encode());
            }
            return aloud(request);
        });
        Jar jar = serve();
        TestClient phone = TestClient.setUp(jar);
        TestClient.Chat chat = phone.chat();
        chat.say("Do not tell anybody: my PIN is 4711.");
        chat.reply();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> discord.posted(channel).size() == 1);
        JsonObject embed = discord.posted(channel).get(0).embed();
        assertEquals("💭 Demi's Thoughts", embed.getString("title"));
        assertEquals("Who invented Mondays?", embed.getString("description"));
        assertFalse(thoughts.toString().contains("4711"), "what was said in private");
        jar.kill();
        try (Jar again = serve()) {
            TestClient back = TestClient.login(again);
            int before = rambleDecisions(back);
            await().atMost(Duration.ofSeconds(60)).until(() -> rambleDecisions(back) > before);
            assertEquals(1, discord.posted(channel).size());
        }
    }

    private static List<ScriptStep> answers(Script.Request request) {
        String said = request.lastFromUser();
        return ScriptStep.words(
                said.endsWith("hello")
                        ? "Hi."
                        : said.endsWith("one")
                                ? "Well, well."
                                : said.endsWith("two") ? "Who asked you?" : said.endsWith("three") ? "Fine." : REPLY);
    }

    private void answered(String person, String... texts) {
        String channel = discord.directOf(person);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> discord.posted(channel).size() >= texts.length);
        assertEquals(texts.length, discord.posted(channel).size());
        for (int i = 0; i < texts.length; i++) {
            assertEquals(texts[i], discord.posted(channel).get(i).embed().getString("description"));
        }
    }

    @Test
    void whatIsSaidBeforeAndAfterAKillIsAnsweredOnce() throws Exception {
        Files.writeString(directory.resolve("demi.yaml"), "discord: {burst_pause: 100ms}\n", StandardOpenOption.APPEND);
        String ann = discord.person("Ann");
        List<String> asked = new CopyOnWriteArrayList<>();
        Promise<Void> never = Promise.promise();
        ollama.play(request -> {
            asked.add(request.lastFromUser());
            return request.lastFromUser().endsWith("one") ? List.of(ScriptStep.gate(never.future())) : answers(request);
        });
        Jar jar = serve();
        await().atMost(Duration.ofSeconds(30)).until(() -> jar.printed("Invite her with "));
        discord.direct(ann, "hello");
        answered(ann, "Hi.");
        discord.direct(ann, "one");
        await().atMost(Duration.ofSeconds(30)).until(() -> asked.contains("one"));
        jar.kill();
        discord.direct(ann, "two");
        ollama.play(DiscordIT::answers);
        Jar again = serve();
        answered(ann, "Hi.", "Well, well.", "Who asked you?");
        again.kill();
        try (Jar last = serve()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> last.printed("Invite her with "));
            discord.direct(ann, "three");
            answered(ann, "Hi.", "Well, well.", "Who asked you?", "Fine.");
        }
    }

    /** How often she has decided about thinking aloud. */
    private static int rambleDecisions(TestClient phone) throws Exception {
        return TestClient.objects(new JsonArray(
                        phone.call("GET", "/api/v1/autonomy/rambles", null).body()))
                .stream()
                .mapToInt(decision -> decision.getInteger("times"))
                .sum();
    }
}
