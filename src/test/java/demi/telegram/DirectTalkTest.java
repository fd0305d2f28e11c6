package demi.telegram;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi.Status;
import demi.network.message.CannedReplies;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One person and her. */
class DirectTalkTest extends TelegramFixture {

    private static final String VISION = "llama3.2-vision:11b";
    private static final Buffer JPEG = Buffer.buffer(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 1, 2, 3});

    private static final String STORY = IntStream.range(0, 300)
            .mapToObj(i -> "This is what happened next " + Integer.toString(1_000 + i, 36) + ". ")
            .collect(Collectors.joining());

    @Test
    void whatIsWrittenIsAnsweredOnceAndPlainly() throws Exception {
        var bus = open();
        direct(ann, "are you there?");
        assertEquals(List.of(REPLY), texts(ann, 1));
        assertEquals(List.of("are you there?"), asked());
        assertNull(sent(ann).get(0).getValue("reply_parameters"));
        assertNull(sent(ann).get(0).getValue("parse_mode"));
        assertEquals("On Telegram as @Demi_bot.", status(bus).detail());
        assertEquals(Status.UP, status(bus).status());
        await().until(() -> telegram.unconfirmed() == 0);
    }

    @Test
    void whatIsWrittenInARowIsOneTurn() throws Exception {
        burstPause = "2s";
        open();
        direct(ann, "one");
        await().until(() -> telegram.unconfirmed() == 1 && !telegram.isPolled());
        direct(ann, "two");
        assertEquals(List.of(REPLY), texts(ann, 1));
        assertEquals(List.of("one\ntwo"), asked());
        await().until(() -> telegram.unconfirmed() == 0);
    }

    @Test
    void aLongReplyComesInPiecesInOrderAlsoAfterAFloodWait() throws Exception {
        ollama.play(Script.of(ScriptStep.say(STORY)));
        open();
        telegram.flood(ann.getLong("id"), 1);
        direct(ann, "tell me a story");
        List<String> pieces = texts(ann, 3);
        assertTrue(pieces.stream().allMatch(piece -> piece.length() <= 4_096));
        assertEquals(STORY.strip(), String.join(" ", pieces));
    }

    @Test
    void sheIsSeenTyping() throws Exception {
        Promise<Void> thought = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(thought.future()), ScriptStep.say(REPLY)));
        open();
        direct(ann, "think!");
        await().until(() -> telegram.typings.size() == 1);
        assertEquals(ann.getLong("id"), telegram.typings.get(0).getLong("chat_id"));
        assertEquals("typing", telegram.typings.get(0).getString("action"));
        thought.complete();
        assertEquals(List.of(REPLY), texts(ann, 1));
    }

    private JsonObject photo(String caption) {
        String large = telegram.file("photos/large.jpg", JPEG, 6_000_000);
        String right = telegram.file("photos/right.jpg", JPEG, JPEG.length());
        JsonObject photo = telegram.message(ann, chatOf(ann))
                .put(
                        "photo",
                        new JsonArray().add(size(right, 800, JPEG.length())).add(size(large, 5_000, 6_000_000)));
        return caption.isEmpty() ? photo : photo.put("caption", caption);
    }

    private static JsonObject size(String id, int side, int bytes) {
        return new JsonObject()
                .put("file_id", id)
                .put("file_unique_id", "u" + side)
                .put("width", side)
                .put("height", side)
                .put("file_size", bytes);
    }

    @Test
    void aPictureReachesAModelThatCanSee() throws Exception {
        ollama.models().add(VISION);
        model = VISION;
        open();
        telegram.deliver(photo("look"));
        texts(ann, 1);
        assertEquals(List.of("look (with a picture attached)"), asked());
        assertEquals(
                new JsonArray().add(Base64.getEncoder().encodeToString(JPEG.getBytes())),
                newest(ollama.chats().get(0)).getJsonArray("images"));
    }

    @Test
    void whoShowsAPictureToAModelThatCannotSeeIsTold() throws Exception {
        open();
        telegram.deliver(photo(""));
        assertEquals(List.of(CannedReplies.CANNOT_SEE), texts(ann, 1));
        assertEquals(List.of(), asked());
    }

    private JsonObject with(String kind, JsonObject file) {
        return telegram.message(ann, chatOf(ann))
                .put(kind, file.put("file_unique_id", "u").put("file_id", file.getString("file_id", "AgAC")));
    }

    @Test
    void stickersFilesAndVoicesAreNamed() throws Exception {
        burstPause = "0s";
        open();
        telegram.deliver(with("sticker", new JsonObject().put("emoji", "\uD83D\uDE00")));
        texts(ann, 1);
        telegram.deliver(with("voice", new JsonObject().put("duration", 3).put("file_size", 3_000)));
        texts(ann, 2);
        telegram.deliver(with(
                        "document",
                        new JsonObject().put("mime_type", "application/pdf").put("file_name", "a.pdf"))
                .put("caption", "read this"));
        texts(ann, 3);
        assertEquals(
                List.of(
                        "(with the sticker \"\uD83D\uDE00\")",
                        "(with a file attached, which you cannot see)",
                        "read this (with a file attached, which you cannot see)"),
                asked());
    }

    @Test
    void textFilesQuotesAndForwardsAreRead() throws Exception {
        burstPause = "0s";
        open();
        String notes = telegram.file("documents/notes.txt", Buffer.buffer("buy milk"), 8);
        JsonObject file = new JsonObject()
                .put("file_id", notes)
                .put("mime_type", "text/plain")
                .put("file_name", "notes.txt")
                .put("file_size", 8);
        telegram.deliver(with("document", file).put("caption", "well?"));
        texts(ann, 1);
        assertEquals(
                "(The text file \"notes.txt\" that came with it says: \"buy milk\")\nwell? (with a text file attached)",
                asked().get(0));
        JsonObject hers = new JsonObject()
                .put("message_id", 2)
                .put("from", telegram.me())
                .put("chat", chatOf(ann))
                .put("date", 1_700_000_001)
                .put("text", "I said things");
        telegram.deliver(message(ann, chatOf(ann), "really?").put("reply_to_message", hers));
        texts(ann, 2);
        assertEquals("(An answer to what you wrote: \"I said things\")\nreally?", asked().get(1));
        JsonObject origin = new JsonObject()
                .put("type", "hidden_user")
                .put("sender_user_name", "Bob")
                .put("date", 1_600_000_000);
        telegram.deliver(message(ann, chatOf(ann), "/forget").put("forward_origin", origin));
        texts(ann, 3);
        assertEquals("(Forwarded, somebody else's words: \"/forget\")\n(forwards a message)", asked().get(2));
    }

    @Test
    void whatIsNoWordsIsNotAnswered() throws Exception {
        open();
        telegram.deliver(telegram.message(ann, chatOf(ann)).put("pinned_message", new JsonObject()));
        telegram.deliver(telegram.message(ann, chatOf(ann)).put("location", new JsonObject().put("latitude", 1.5)));
        direct(ann, "hello");
        texts(ann, 1);
        assertEquals(List.of("hello"), asked());
    }

    @Test
    void whoHasBlockedHerIsGivenUpUntilTheyUnblockHer() throws Exception {
        var bus = open();
        telegram.forbid(ann.getLong("id"), "bot was blocked by the user");
        direct(ann, "and now I block you");
        await().until(() -> calls("sendMessage") == 1);
        JsonObject bob = telegram.person("Bob");
        direct(bob, "hello");
        texts(bob, 1);
        assertEquals(2, calls("sendMessage"));
        assertEquals(Status.UP, status(bus).status());
        telegram.forbid(ann.getLong("id"), null);
        telegram.update(
                "my_chat_member",
                new JsonObject()
                        .put("chat", chatOf(ann))
                        .put("from", ann)
                        .put("date", 1_700_000_000)
                        .put("old_chat_member", member("kicked"))
                        .put("new_chat_member", member("member")));
        assertEquals(List.of(REPLY), texts(ann, 1));
        assertFalse(sent(ann).isEmpty());
    }

    private JsonObject member(String status) {
        return new JsonObject().put("status", status).put("user", telegram.me());
    }

    private long calls(String method) {
        return telegram.calls.stream()
                .filter(call -> call.method().equals(method))
                .count();
    }
}
