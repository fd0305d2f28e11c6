package demi.matrix;

import static demi.matrix.FakeMatrix.ANNA;
import static demi.matrix.FakeMatrix.BOB;
import static demi.matrix.FakeMatrix.DEMI;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.ChatApi;
import demi.api.store.AccountStore;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.matrix.FakeMatrix.Seen;
import demi.network.inbound.AccountLinking;
import demi.network.inbound.ChatCommands;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rooms of two: she and one other. */
class DirectRoomTest extends MatrixRoomFixture {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3};

    private static JsonObject file(String type, String name, String mimetype, String mxc) {
        return new JsonObject()
                .put("msgtype", type)
                .put("body", name)
                .put("url", mxc)
                .put("info", new JsonObject().put("mimetype", mimetype).put("size", 11));
    }

    @Test
    void sheTypesAndAnswersOnceWithHerFormatting() throws Exception {
        Promise<Void> thinking = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(thinking.future()), ScriptStep.say("**Oh**, it is you.")));
        String room = matrix.room(DEMI, ANNA);
        open();
        matrix.say(room, ANNA, "hello");
        assertTrue(matrix.next("typing").body().getBoolean("typing"));
        thinking.complete();
        assertFalse(matrix.next("typing").body().getBoolean("typing"));
        JsonObject answer = posted(room, 1).get(0);
        assertEquals("**Oh**, it is you.", answer.getString("body"));
        assertEquals("<p><strong>Oh</strong>, it is you.</p>", answer.getString("formatted_body"));
        assertEquals(new JsonObject(), answer.getJsonObject("m.mentions"));
        assertNull(answer.getValue("m.relates_to"));
        assertEquals(List.of("hello"), asked());
        assertEquals(1, hers(room).size());
    }

    @Test
    void whatSheHasTakenIsShownAsRead() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        open();
        String event = matrix.say(room, ANNA, "hello");
        Seen receipt = matrix.next("receipt");
        assertEquals(event, receipt.path().get(receipt.path().size() - 1));
    }

    @Test
    void whatIsAnsweredIsReadWithIt() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        String first = matrix.say(room, ANNA, "The cake is a lie.");
        open();
        matrix.reply(room, ANNA, first, "as I said");
        posted(room, 1);
        assertTrue(ollama.chats().get(0).contains("An answer to what anna wrote: \\\"The cake is a lie.\\\""));
        matrix.reply(room, ANNA, "$nowhere", "and that?");
        posted(room, 2);
        assertTrue(ollama.chats().get(1).contains("An answer to a message that is gone."));
    }

    @Test
    void aPictureIsShownToAModelThatSees() throws Exception {
        ollama.models().add("llama3.2-vision:11b");
        model = "llama3.2-vision:11b";
        matrix.media("cat", "image/png", Buffer.buffer(PNG));
        String room = matrix.room(DEMI, ANNA);
        open();
        matrix.send(
                room,
                ANNA,
                "m.room.message",
                file("m.image", "is that a cat?", "image/png", "mxc://fake.test/cat")
                        .put("filename", "cat.png"));
        posted(room, 1);
        assertEquals(List.of("is that a cat? (with a picture attached)"), asked());
        assertEquals(
                new JsonArray().add(Base64.getEncoder().encodeToString(PNG)),
                newest(ollama.chats().get(0)).getJsonArray("images"));
    }

    @Test
    void filesAreReadOrNamed() throws Exception {
        matrix.media("plan", "text/plain", Buffer.buffer("First, the cake."));
        String room = matrix.room(DEMI, ANNA);
        open();
        matrix.send(room, ANNA, "m.room.message", file("m.file", "plan.txt", "text/plain", "mxc://fake.test/plan"));
        posted(room, 1);
        matrix.send(room, ANNA, "m.room.message", file("m.audio", "song.ogg", "audio/ogg", "mxc://fake.test/song"));
        posted(room, 2);
        matrix.send(
                room,
                ANNA,
                "m.sticker",
                new JsonObject().put("body", "a dancing cat").put("url", "mxc://fake.test/dance"));
        posted(room, 3);
        assertEquals(
                List.of(
                        "(The text file \"plan.txt\" that came with it says: \"First, the cake.\")\n"
                                + "(with a text file attached)",
                        "(with a file attached, which you cannot see)",
                        "(with the sticker \"a dancing cat\")"),
                asked().stream().distinct().toList());
    }

    @Test
    void commandsAreTypedEitherWay() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        open();
        matrix.say(room, ANNA, "!quiet soon");
        assertEquals(List.of(ChatCommands.NO_HOURS), texts(room, 1));
        matrix.say(room, ANNA, "/quiet 8");
        assertEquals("Fine. Not a word, unless you write first.", texts(room, 2).get(1));
        matrix.say(room, ANNA, "!ramble");
        assertEquals(ChatCommands.NOT_LINKED, texts(room, 3).get(2));
        assertEquals(List.of(), asked());
    }

    @Test
    void aLinkedAccountIsOneConversationWithThePhone() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        Bus bus = open().bus();
        AccountsApi.ManageAccount add = new AccountsApi.ManageAccount(
                AccountsApi.Action.ADD, "ann@example.org", "Ann", new Secret("correct horse battery"));
        get(bus.request(AccountsApi.MANAGE, add));
        String account = Objects.requireNonNull(
                        get(bus.request(AccountStore.FIND_USER, new AccountStore.FindUser("ann@example.org")))
                                .user())
                .userId();
        Secret code = Objects.requireNonNull(
                get(bus.request(AccountsApi.CREATE_LINK_CODE, new AccountsApi.CreateLinkCode(account)))
                        .code());
        matrix.say(room, ANNA, "link AAAAA-AAAAA");
        matrix.say(room, ANNA, "!link " + code.value());
        assertEquals(List.of(AccountLinking.WRONG, AccountLinking.DONE), texts(room, 2));
        matrix.say(room, ANNA, "from Matrix");
        posted(room, 3);
        get(bus.request(ChatApi.SAY, new ChatApi.Say(account, "from the phone", null, Instant.now())));
        await().until(() -> spoken(account).size() == 4);
        matrix.say(room, ANNA, "and Matrix again");
        posted(room, 4);
        assertEquals(List.of("from Matrix", "from the phone", "and Matrix again"), asked());
        assertEquals(4, hers(room).size());
    }

    private List<Message> spoken(String userId) {
        return events.stream()
                .filter(event -> event.userId().equals(userId))
                .filter(ChatApi.MessageAdded.class::isInstance)
                .map(event -> ((ChatApi.MessageAdded) event).message())
                .toList();
    }

    @Test
    void whoIsNotLinkedIsNotAnsweredWhereThatIsAskedFor() throws Exception {
        String annas = matrix.room(DEMI, ANNA);
        String bobs = matrix.room(DEMI, BOB);
        open("direct_messages: linked", "users: {blocked: [\"" + BOB + "\"]}");
        matrix.say(annas, ANNA, "hello");
        matrix.say(bobs, BOB, "link AAAAA-AAAAA");
        matrix.say(annas, ANNA, "link AAAAA-AAAAA");
        assertEquals(List.of(AccountLinking.WRONG), texts(annas, 1));
        assertEquals(List.of(), hers(bobs));
        assertEquals(List.of(), asked());
    }

    /** A client of the phone can send any id with a message. */
    @Test
    void anIdThatAClientMadeUpLeadsIntoNoRoomOfOthers() throws Exception {
        String annas = matrix.room(DEMI, ANNA);
        String bobs = matrix.room(DEMI, BOB);
        Bus bus = open().bus();
        matrix.say(annas, ANNA, "hello");
        posted(annas, 1);
        String user = events.get(0).userId();
        String forged =
                "matrix:" + bobs.replace("%", "%25").replace(":", "%3A") + ":" + ANNA.replace(":", "%3A") + ":$x";
        get(bus.request(ChatApi.SAY, new ChatApi.Say(user, "psst", forged, Instant.now())));
        await().until(() -> spoken(user).size() == 4);
        close();
        open();
        matrix.say(bobs, BOB, "hello");
        assertEquals(List.of(REPLY), texts(bobs, 1));
        assertEquals(1, hers(annas).size());
    }
}
