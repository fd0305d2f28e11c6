package demi.matrix;

import static demi.matrix.FakeMatrix.ANNA;
import static demi.matrix.FakeMatrix.BOB;
import static demi.matrix.FakeMatrix.DEMI;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rooms of several, invites, and what she cannot read. */
class GroupRoomTest extends MatrixRoomFixture {

    private static JsonObject notice(String text) {
        return new JsonObject().put("msgtype", "m.notice").put("body", text);
    }

    private static JsonObject mentioning(String user, String text) {
        return FakeMatrix.text(text).put("m.mentions", new JsonObject().put("user_ids", new JsonArray().add(user)));
    }

    @Test
    void whoNamesHerIsAnsweredAndTheRestIsOverheard() throws Exception {
        String room = matrix.room(DEMI, ANNA, BOB);
        open();
        matrix.say(room, BOB, "Who has a dog?");
        matrix.send(room, BOB, "m.room.message", notice("Demi: beep"));
        String asking = matrix.send(room, ANNA, "m.room.message", mentioning(DEMI, "Demi: do you?"));
        JsonObject answer = posted(room, 1).get(0);
        assertEquals(List.of("Bob: Who has a dog?\nAnna: do you?"), asked());
        assertEquals(
                asking,
                answer.getJsonObject("m.relates_to")
                        .getJsonObject("m.in_reply_to")
                        .getString("event_id"));
        assertEquals(
                new JsonArray().add(ANNA), answer.getJsonObject("m.mentions").getJsonArray("user_ids"));
        String hers = matrix.said(room).get(matrix.said(room).size() - 1).getString("event_id");
        matrix.reply(room, BOB, hers, "Why?");
        posted(room, 2);
        assertTrue(
                ollama.chats().get(1).contains("what you wrote: \\\"" + REPLY + "\\\""),
                ollama.chats().get(1));
        matrix.say(room, ANNA, "We talk about Demi no more.");
        assertEquals(3, posted(room, 3).size());
    }

    @Test
    void anAnswerInAThreadStaysThereAlsoAfterARestart() throws Exception {
        String room = matrix.room(DEMI, ANNA, BOB);
        String root = matrix.say(room, BOB, "About cakes.");
        open();
        JsonObject relation = new JsonObject()
                .put("rel_type", "m.thread")
                .put("event_id", root)
                .put("is_falling_back", true)
                .put("m.in_reply_to", new JsonObject().put("event_id", root));
        matrix.send(
                room,
                ANNA,
                "m.room.message",
                mentioning(DEMI, "Demi, which one?").put("m.relates_to", relation));
        JsonObject answer = posted(room, 1).get(0).getJsonObject("m.relates_to");
        assertEquals("m.thread", answer.getString("rel_type"));
        assertEquals(root, answer.getString("event_id"));
        assertTrue(ollama.chats().get(0).contains("This thread was made from what bob wrote: \\\"About cakes.\\\""));
        close();
        matrix.send(
                room, ANNA, "m.room.message", mentioning(DEMI, "Demi, and now?").put("m.relates_to", relation));
        open();
        assertEquals(root, posted(room, 2).get(1).getJsonObject("m.relates_to").getString("event_id"));
    }

    @Test
    void inSomeRoomsNobodyHasToNameHerAndInOthersSheIsDeaf() throws Exception {
        String answered = matrix.roomWithId("!answered:fake.test", DEMI, ANNA, BOB);
        String deaf = matrix.room(DEMI, ANNA, BOB);
        open("rooms: {allowed: [\"" + answered + "\"]}", "answered_rooms: [\"" + answered + "\"]");
        matrix.say(deaf, ANNA, "Demi: hello?");
        matrix.send(answered, ANNA, "m.room.message", mentioning(BOB, "Bob: hello?"));
        matrix.say(answered, BOB, "Is anybody here?");
        posted(answered, 1);
        assertEquals(List.of("Anna: Bob: hello?\nBob: Is anybody here?"), asked());
        assertEquals(List.of(), hers(deaf));
    }

    @Test
    void invitesOfHerOwnHomeserverAreAccepted() throws Exception {
        String annas = matrix.room(ANNA);
        String strangers = matrix.room("@eve:other.test");
        open();
        matrix.invite(strangers, "@eve:other.test", DEMI, true);
        matrix.next("leave");
        matrix.invite(annas, ANNA, DEMI, true);
        matrix.next("join");
        matrix.say(annas, ANNA, "there you are");
        posted(annas, 1);
        assertEquals(List.of("there you are"), asked());
    }

    @Test
    void anEncryptedRoomIsToldSoOnceForGood() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        JsonObject hidden =
                new JsonObject().put("algorithm", "m.megolm.v1.aes-sha2").put("ciphertext", "AwgA");
        matrix.state(room, ANNA, "m.room.encryption", new JsonObject().put("algorithm", "m.megolm.v1.aes-sha2"));
        open();
        matrix.send(room, ANNA, "m.room.encrypted", hidden);
        assertEquals(List.of(EncryptedRooms.WORD), texts(room, 1));
        matrix.send(room, ANNA, "m.room.encrypted", hidden);
        close();
        open();
        matrix.send(room, ANNA, "m.room.encrypted", hidden);
        String other = matrix.room(DEMI, BOB);
        matrix.say(other, BOB, "hello");
        posted(other, 1);
        assertEquals(1, hers(room).size());
        await().until(() -> asked().equals(List.of("hello")));
    }
}
