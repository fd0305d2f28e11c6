package demi.matrix.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.matrix.client.MatrixMessage.Attachment;
import demi.matrix.client.MatrixMessage.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events, as what somebody said. */
class MessageReaderTest {

    private static final String SELF = "@demi:x.org";
    private static final String ANNA = "@anna:x.org";

    private final MessageReader reader = new MessageReader(SELF);
    private final RoomState state = new RoomState();

    private @Nullable MatrixMessage read(String type, JsonObject content) {
        JsonObject event = new JsonObject()
                .put("type", type)
                .put("event_id", "$1")
                .put("sender", ANNA)
                .put("origin_server_ts", 5)
                .put("content", content);
        return RoomEvent.list(new JsonArray().add(event), false).stream()
                .map(read -> reader.read("!r", read, state, "Demi"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private MatrixMessage message(String content) {
        return Objects.requireNonNull(read("m.room.message", new JsonObject(content)));
    }

    @Test
    void textWithWhoSaidIt() {
        MatrixMessage message = message("{'msgtype':'m.text','body':'hi'}".replace('\'', '"'));
        assertEquals("hi", message.text());
        assertEquals("anna", message.senderName());
        assertFalse(message.direct() || message.mentioned());
        state.members(Map.of(ANNA, "Anna B.", SELF, "Demi"));
        message = message("{\"msgtype\":\"m.emote\",\"body\":\"waves\"}");
        assertEquals(Kind.EMOTE, message.kind());
        assertEquals("Anna B.", message.senderName());
        assertTrue(message.direct());
        assertFalse(message("{\"msgtype\":\"m.notice\",\"body\":\"x\"}").isAnswerable());
    }

    @Test
    void aRoomWithANameIsAGroupUnlessItIsMarked() {
        state.members(Map.of(ANNA, "", SELF, ""));
        state.apply(new RoomEvent(RoomEvent.NAME, "$n", ANNA, "", new JsonObject().put("name", "Plans"), 0));
        assertFalse(state.isDirect());
        state.markDirect(true);
        assertTrue(state.isDirect());
        state.apply(new RoomEvent(
                RoomEvent.MEMBER, "$m", "@c:x.org", "@c:x.org", new JsonObject().put("membership", "join"), 0));
        assertFalse(state.isDirect());
    }

    @Test
    void aReplyLosesTheQuotationOfOlderClients() {
        String relation = "\"msgtype\":\"m.text\",\"m.relates_to\":{\"m.in_reply_to\":{\"event_id\":\"$before\"}}";
        MatrixMessage reply = message("{" + relation + ",\"body\":\"> <@demi:x.org> one\\n> two\\n\\nmine\\n> kept\"}");
        assertEquals("mine\n> kept", reply.text());
        assertEquals("$before", reply.replyTo());
        assertFalse(reply.mentioned(), "the quotation is nobody's words here");
        assertEquals(
                "waves",
                message("{" + relation + ",\"body\":\"> * <@demi:x.org> one\\n\\nwaves\"}")
                        .text());
        assertEquals(
                "> a saying\n\nis it?",
                message("{" + relation + ",\"body\":\"> a saying\\n\\nis it?\"}")
                        .text());
        assertEquals(
                "",
                message("{" + relation + ",\"body\":\"> <@demi:x.org> one\"}").text());
        assertEquals(
                "> <@a:x> b",
                message("{\"msgtype\":\"m.text\",\"body\":\"> <@a:x> b\"}").text());
        String lines = "> <@demi:x.org> a" + "\\n>".repeat(30_000) + "\\n\\nmine";
        assertEquals(
                "mine", message("{" + relation + ",\"body\":\"" + lines + "\"}").text());
    }

    @Test
    void threads() {
        String thread = "{\"msgtype\":\"m.text\",\"body\":\"x\",\"m.relates_to\":{\"rel_type\":\"m.thread\","
                + "\"event_id\":\"$root\",\"is_falling_back\":%s,\"m.in_reply_to\":{\"event_id\":\"$last\"}}}";
        assertEquals("$root", message(thread.formatted("true")).threadRoot());
        assertNull(message(thread.formatted("true")).replyTo());
        assertEquals("$last", message(thread.formatted("false")).replyTo());
    }

    @Test
    void editsAndWhatWasDeletedAreNothingNew() {
        assertNull(read(
                "m.room.message",
                new JsonObject(
                        "{\"msgtype\":\"m.text\",\"body\":\"* b\",\"m.new_content\":{\"msgtype\":\"m.text\",\"body\":\"b\"},"
                                + "\"m.relates_to\":{\"rel_type\":\"m.replace\",\"event_id\":\"$1\"}}")));
        assertNull(read("m.room.message", new JsonObject()));
        assertNull(read("m.reaction", new JsonObject().put("body", "x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"body\":\"see me\",\"m.mentions\":{\"user_ids\":[\"@demi:x.org\"]}}",
                "{\"body\":\"what do you say, DEMI?\",\"m.mentions\":{}}",
                "{\"body\":\"@demi:x.org: hi\"}",
            })
    void mentioned(String content) {
        assertTrue(message(new JsonObject(content).put("msgtype", "m.text").encode())
                .mentioned());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"body\":\"academic, demijohn\"}",
                "{\"body\":\"@demis:x.org\"}",
                "{\"body\":\"all\",\"m.mentions\":{\"room\":true}}",
                "{\"body\":\"x\",\"m.mentions\":{\"user_ids\":\"@demi:x.org\"}}",
                "{\"body\":\"x\",\"m.mentions\":[1]}",
            })
    void notMentioned(String content) {
        assertFalse(message(new JsonObject(content).put("msgtype", "m.text").encode())
                .mentioned());
    }

    @Test
    void picturesFilesAndStickers() {
        MatrixMessage picture = message("{\"msgtype\":\"m.image\",\"body\":\"cat.png\",\"url\":\"mxc://x.org/Ab-_1\","
                + "\"info\":{\"mimetype\":\"image/png\",\"size\":12}}");
        assertEquals(new Attachment("mxc://x.org/Ab-_1", "cat.png", "image/png", 12), picture.attachment());
        assertEquals("", picture.text());
        MatrixMessage captioned = message(
                "{\"msgtype\":\"m.image\",\"body\":\"my cat, Demi\",\"filename\":\"cat.png\",\"url\":\"mxc://x.org/a\"}");
        assertEquals("my cat, Demi", captioned.text());
        assertTrue(captioned.mentioned());
        Attachment encrypted = message(
                        "{\"msgtype\":\"m.file\",\"body\":\"a\",\"file\":{\"url\":\"mxc://x.org/a\"},\"info\":7}")
                .attachment();
        assertNull(Objects.requireNonNull(encrypted).mxc());
        MatrixMessage sticker =
                read("m.sticker", new JsonObject("{\"body\":\"a cat waves\",\"url\":\"mxc://x.org/a\"}"));
        assertEquals("a cat waves", Objects.requireNonNull(sticker).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mxc://x.org/../y",
                "mxc://x.org/a/b",
                "https://x.org/a",
                "mxc:///a",
                "mxc://x.org/a?b",
                "mxc://u@x.org/a"
            })
    void whatIsNoAddressOfAFileIsNotFetched(String url) {
        Attachment found = message(new JsonObject()
                        .put("msgtype", "m.image")
                        .put("body", "a")
                        .put("url", url)
                        .encode())
                .attachment();
        assertNull(Objects.requireNonNull(found).mxc());
    }

    @ParameterizedTest
    @CsvSource({
        "'Demi: do you?', false, do you?",
        "'demi, do you?', false, do you?",
        "'@Demi: !quiet 8', false, !quiet 8",
        "Demi is a nice name, false, Demi is a nice name",
        "Demi do you?, true, do you?",
        "Demi?, true, Demi?",
        "Demi:, true, Demi:",
        "Demigod: hello, true, Demigod: hello",
        "what do you think, true, what do you think"
    })
    void herNameAtTheBeginningIsNoPartOfTheWords(String text, boolean isMention, String words) {
        JsonObject content = new JsonObject().put("msgtype", "m.text").put("body", text);
        if (isMention) {
            content.put("m.mentions", new JsonObject().put("user_ids", new JsonArray().add(SELF)));
        }
        MatrixMessage message = message(content.encode());
        assertEquals(words, message.words());
        assertEquals(text, message.text());
        assertFalse(message.mentionsOthers());
    }

    @Test
    void herIdAtTheBeginningIsNoPartOfTheWordsAndOthersAreSeen() {
        JsonArray users = new JsonArray().add(SELF).add(ANNA).add(7);
        JsonObject content = new JsonObject()
                .put("msgtype", "m.text")
                .put("body", SELF + " hello")
                .put("m.mentions", new JsonObject().put("user_ids", users));
        MatrixMessage message = message(content.encode());
        assertEquals("hello", message.words());
        assertTrue(message.mentioned() && message.mentionsOthers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"msgtype\":\"m.text\"}",
                "{\"msgtype\":\"m.text\",\"body\":7}",
                "{\"msgtype\":[],\"body\":\"x\"}",
                "{\"msgtype\":\"org.example.other\",\"body\":\"x\"}",
                "{\"body\":\"x\"}"
            })
    void malformed(String content) {
        assertNull(read("m.room.message", new JsonObject(content)));
    }

    @Test
    void oneMalformedEventHarmsNoOther() {
        JsonArray events = new JsonArray(
                "[7,null,[],{},{\"type\":1,\"sender\":2},"
                        + "{\"type\":\"m.room.message\",\"sender\":\"@a:x\",\"event_id\":\"$a\",\"content\":null},"
                        + "{\"type\":\"m.room.message\",\"sender\":\"@a:x\",\"content\":{}},"
                        + "{\"type\":\"m.room.message\",\"sender\":\"@a:x\",\"event_id\":\"" + "x".repeat(256)
                        + "\",\"content\":{}},"
                        + "{\"type\":\"m.room.message\",\"sender\":\"@a:x\",\"event_id\":\"$good\",\"content\":{},\"origin_server_ts\":\"x\"}]");
        assertEquals(
                "$good",
                RoomEvent.list(events, false).stream().map(RoomEvent::id).reduce("", String::concat));
        assertEquals(0, RoomEvent.list("x", false).size());
        assertNull(SyncBatch.of(new JsonObject("{\"rooms\":{}}"), SELF));
        assertNotNull(SyncBatch.of(
                new JsonObject(
                        "{\"next_batch\":\"a\",\"rooms\":{\"join\":[],\"invite\":{\"!a\":7},\"leave\":{\"!b\":{\"timeline\":1}}},"
                                + "\"account_data\":{\"events\":[{\"type\":\"m.direct\",\"content\":{\"@a\":7}}]}}"),
                SELF));
    }
}
