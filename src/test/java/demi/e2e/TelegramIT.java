package demi.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import demi.telegram.FakeTelegram;
import io.vertx.core.Promise;
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

/** The jar on Telegram. */
class TelegramIT extends WithOllama {

    private static final String REPLY = "Oh, it is you. What did you break this time?";

    @SuppressWarnings("NullAway.Init") // started before each test
    private FakeTelegram telegram;

    @BeforeEach
    void startTelegram() throws Exception {
        telegram = get(FakeTelegram.start(vertx));
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(super.environment());
        environment.put("TELEGRAM_BOT_TOKEN", FakeTelegram.TOKEN);
        environment.put("TELEGRAM_API_BASE_URL", telegram.address().toString());
        return environment;
    }

    private List<String> texts() {
        return telegram.sent.stream().map(sent -> sent.getString("text")).toList();
    }

    private void answered(String... texts) {
        await().atMost(Duration.ofSeconds(30)).until(() -> texts().size() >= texts.length);
        assertEquals(List.of(texts), texts());
    }

    @Test
    void sheIsTheSameOnTelegramAndOnThePhone() throws Exception {
        JsonObject ann = telegram.person("Ann");
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            String code = new JsonObject(
                            phone.call("POST", "/api/v1/discord/code", null).body())
                    .getString("code");
            telegram.direct(ann, "link " + code);
            await().atMost(Duration.ofSeconds(30)).until(() -> telegram.sent.size() == 1);
            TestClient.Chat chat = phone.chat();
            telegram.direct(ann, "written on Telegram");
            assertEquals("written on Telegram", chat.until("message").getString("content"));
            assertEquals(REPLY, chat.reply().getString("content"));
            await().until(() -> telegram.sent.size() == 2);
            chat.say("written on the phone");
            chat.reply();
            assertEquals(4, phone.messages().size());
            assertFalse(jar.printed(" WARN "), jar.text());
            assertFalse(Jar.logs(directory).contains("written on"), "message text in the log");
            assertFalse(Jar.logs(directory).contains(FakeTelegram.TOKEN), "the token in the log");
            jar.terminate();
            assertTrue(jar.endsWithin(Duration.ofSeconds(3)));
        }
        assertEquals(2, telegram.sent.size());
    }

    @Test
    void checkSaysHowItIsAndTakesNothing() throws Exception {
        telegram.direct(telegram.person("Ann"), "hello");
        assertTrue(run("", "check").printed("ok    telegram: On Telegram as @Demi_bot"));
        assertEquals(1, telegram.unconfirmed());
        telegram.revoke();
        assertTrue(run("", "check").printed("FAIL  telegram: Telegram refuses TELEGRAM_BOT_TOKEN"));
    }

    private static List<ScriptStep> answers(Script.Request request) {
        String said = request.lastFromUser();
        return ScriptStep.words(
                said.endsWith("hello")
                        ? "Hi."
                        : said.endsWith("one") ? "Well, well." : said.endsWith("two") ? "Who asked you?" : "Fine.");
    }

    @Test
    void whatIsSaidBeforeAndAfterAKillIsAnsweredOnce() throws Exception {
        Files.writeString(
                directory.resolve("demi.yaml"), "telegram: {burst_pause: 100ms}\n", StandardOpenOption.APPEND);
        JsonObject ann = telegram.person("Ann");
        List<String> asked = new CopyOnWriteArrayList<>();
        Promise<Void> never = Promise.promise();
        ollama.play(request -> {
            asked.add(request.lastFromUser());
            return request.lastFromUser().endsWith("one") ? List.of(ScriptStep.gate(never.future())) : answers(request);
        });
        Jar jar = serve();
        telegram.direct(ann, "hello");
        answered("Hi.");
        telegram.direct(ann, "one");
        await().atMost(Duration.ofSeconds(30)).until(() -> asked.contains("one"));
        jar.kill();
        telegram.direct(ann, "two");
        ollama.play(TelegramIT::answers);
        Jar again = serve();
        answered("Hi.", "Well, well.", "Who asked you?");
        again.kill();
        try (Jar last = serve()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> last.printed("Connected to Telegram"));
            telegram.direct(ann, "three");
            answered("Hi.", "Well, well.", "Who asked you?", "Fine.");
        }
    }
}
