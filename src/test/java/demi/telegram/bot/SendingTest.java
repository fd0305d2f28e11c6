package demi.telegram.bot;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.telegram.FakeTelegram;
import demi.telegram.bot.BotApiException.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendingTest {

    private final BotFixture fixture = new BotFixture();
    private final FakeTelegram telegram = fixture.telegram;
    private final long ann = telegram.person("Ann").getLong("id");
    private final long bo = telegram.person("Bo").getLong("id");
    private final TelegramBot bot = fixture.open();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Future<Long> send(long chat, String text) {
        return fixture.begin(() -> bot.send(new OutgoingMessage(chat, null, null, text)));
    }

    private BotApiException refused(long chat, @Nullable Long thread, String text) {
        return fixture.failure(() -> bot.send(new OutgoingMessage(chat, thread, null, text)));
    }

    private List<String> texts() {
        return telegram.sent.stream().map(sent -> sent.getString("text")).toList();
    }

    @Test
    void aMessageIsPlainTextWithoutAPreview() {
        long id = BotFixture.get(send(ann, "*Hello* <b>https://example.org</b>"));
        assertTrue(id > 0);
        assertEquals(
                new JsonObject()
                        .put("chat_id", ann)
                        .put("text", "*Hello* <b>https://example.org</b>")
                        .put("link_preview_options", new JsonObject().put("is_disabled", true)),
                telegram.sent.get(0));
    }

    @Test
    void anAnswerNamesWhatItAnswersAndItsTopic() {
        JsonObject group = telegram.group("Group", "supergroup");
        long topic = telegram.topic(group);
        long id = group.getLong("id");
        long asked = telegram.message(telegram.me(), group).getLong("message_id");
        fixture.on(() -> bot.send(new OutgoingMessage(id, topic, asked, "here")));
        JsonObject sent = telegram.sent.get(0);
        assertEquals(topic, sent.getLong("message_thread_id"));
        assertEquals(asked, sent.getJsonObject("reply_parameters").getLong("message_id"));
        assertEquals(id, sent.getLong("chat_id"));
        assertTrue(id < -1_000_000_000_000L);
    }

    @Test
    void whatIsAnsweredMayBeGone() {
        fixture.on(() -> bot.send(new OutgoingMessage(ann, null, 4_711L, "here")));
        assertEquals(List.of("here"), texts());
    }

    @Test
    void aTextThatDoesNotFitIsNotSent() {
        assertEquals(Kind.REFUSED, refused(ann, null, "x".repeat(4_097)).kind());
        assertEquals(Kind.REFUSED, refused(ann, null, " \n").kind());
        assertEquals(List.of(), texts());
        BotFixture.get(send(ann, "x".repeat(4_096)));
        // Two code units each.
        BotFixture.get(send(ann, "😀".repeat(2_048)));
        assertEquals(2, texts().size());
    }

    @Test
    void aGroupThatBecomesASupergroupIsFollowed() {
        JsonObject group = telegram.group("Group", "group");
        JsonObject supergroup = telegram.group("Group", "supergroup");
        telegram.migrate(group, supergroup);
        long old = group.getLong("id");
        BotFixture.get(Future.all(send(old, "one"), send(old, "two")));
        fixture.on(() -> bot.typing(old, null));
        long now = supergroup.getLong("id");
        assertEquals(
                List.of(now, now),
                telegram.sent.stream().map(sent -> sent.getLong("chat_id")).toList());
        assertEquals(now, telegram.typings.get(0).getLong("chat_id"));
        assertEquals(List.of(List.of(old, now)), fixture.migrations);
    }

    @Test
    void aGroupsEventTellsItsNewIdToo() {
        JsonObject group = telegram.group("Group", "group");
        JsonObject supergroup = telegram.group("Group", "supergroup");
        JsonObject event = telegram.message(telegram.me(), group);
        telegram.deliver(event.put("migrate_to_chat_id", supergroup.getLong("id")));
        await().until(() -> fixture.received.size() == 1);
        BotFixture.get(send(group.getLong("id"), "one"));
        assertEquals(supergroup.getLong("id"), telegram.sent.get(0).getLong("chat_id"));
        assertEquals(1, fixture.migrations.size());
    }

    @Test
    void aGroupWhoseNewIdIsOldTooIsNotFollowedForEver() {
        JsonObject one = telegram.group("One", "group");
        JsonObject two = telegram.group("Two", "group");
        telegram.migrate(one, two);
        telegram.migrate(two, one);
        assertEquals(Kind.MIGRATED, refused(one.getLong("id"), null, "hello").kind());
    }

    @Test
    void typingIsShownInItsTopic() {
        JsonObject group = telegram.group("Group", "supergroup");
        long topic = telegram.topic(group);
        fixture.on(() -> bot.typing(group.getLong("id"), topic));
        assertEquals(
                new JsonObject()
                        .put("chat_id", group.getLong("id"))
                        .put("action", "typing")
                        .put("message_thread_id", topic),
                telegram.typings.get(0));
    }

    @Test
    void commandsAreSetAlsoAfterAFloodWait() {
        telegram.flood("setMyCommands", 1);
        fixture.on(() -> bot.setCommands(List.of(new BotCommand("link", "Link your account")), null));
        fixture.on(() -> bot.setCommands(List.of(new BotCommand("link", "Verknüpfen")), "de"));
        assertEquals(
                "Link your account",
                Objects.requireNonNull(telegram.commands.get(""))
                        .getJsonObject(0)
                        .getString("description"));
        assertEquals(
                "Verknüpfen",
                Objects.requireNonNull(telegram.commands.get("de"))
                        .getJsonObject(0)
                        .getString("description"));
    }

    @ParameterizedTest
    @CsvSource({
        "bot was blocked by the user,FORBIDDEN",
        "user is deactivated,FORBIDDEN",
        "bot was kicked from the supergroup chat,FORBIDDEN",
    })
    void whoeverBlockedTheBotIsTold(String description, Kind kind) {
        telegram.forbid(ann, description);
        BotApiException thrown = refused(ann, null, "hello");
        assertEquals(kind, thrown.kind());
        assertFalse(thrown.mayHaveWorked());
        assertTrue(thrown.sentence().contains(description));
        telegram.forbid(ann, null);
        BotFixture.get(send(ann, "again"));
        assertEquals(List.of("again"), texts());
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertTrue(refused(7, null, "hello").sentence().contains("chat not found"));
        assertTrue(refused(ann, 9L, "hello").sentence().contains("message thread not found"));
    }

    @Test
    void aFloodWaitHoldsThatChatAndKeepsItsOrder() {
        telegram.flood(ann, 1);
        telegram.flood(ann, 1);
        List<Future<Long>> all = List.of(send(ann, "a1"), send(ann, "a2"), send(bo, "b1"), send(ann, "a3"));
        BotFixture.get(all.get(2));
        assertEquals(List.of("b1"), texts());
        // Nor is anything shown there meanwhile.
        fixture.on(() -> bot.typing(ann, null));
        assertEquals(List.of(), telegram.typings);
        BotFixture.get(Future.all(all));
        assertEquals(List.of("b1", "a1", "a2", "a3"), texts());
        fixture.on(() -> bot.typing(ann, null));
        assertEquals(1, telegram.typings.size());
    }

    @Test
    void whatWaitsIsBounded() {
        telegram.flood(ann, 1);
        List<Future<Long>> all =
                IntStream.range(0, 101).mapToObj(i -> send(ann, "m" + i)).toList();
        BotFixture.get(Future.join(all).otherwiseEmpty());
        assertTrue(all.get(100).failed());
        assertEquals(100, texts().size());
        BotFixture.get(send(ann, "more"));
    }

    @Test
    void manyMessagesStayInOrder() {
        List<Future<Long>> all =
                IntStream.range(0, 50).mapToObj(i -> send(ann, "m" + i)).toList();
        BotFixture.get(Future.all(all));
        assertEquals(IntStream.range(0, 50).mapToObj(i -> "m" + i).toList(), texts());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -3})
    void aFloodWaitThatIsNoneIsNotToldOn(long seconds) {
        telegram.flood("sendChatAction", seconds);
        BotApiException thrown = fixture.failure(() -> bot.typing(ann, null));
        assertEquals(Kind.FLOOD, thrown.kind());
        assertNull(thrown.retryAfter());
        telegram.flood("sendChatAction", Long.MAX_VALUE);
        assertEquals(
                Duration.ofDays(1), fixture.failure(() -> bot.typing(ann, null)).retryAfter());
    }
}
