package demi.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.app.RunningApplication;
import demi.network.message.AttachmentPolicy;
import demi.network.message.CannedReplies;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is shown to her: a model that can see sees it, one that cannot is not asked to guess. */
@Tag("slow")
class PicturesTest extends DiscordFixture {

    private static final String VISION = "llama3.2-vision:11b";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3};

    private void shows(String text, JsonObject... files) {
        discord.say(discord.directOf(ann), ann, text, null, new JsonArray(List.of(files)));
    }

    private void withEyes() {
        ollama.models().add(VISION);
        model = VISION;
    }

    /** The last message of that request to the model. */
    private JsonObject newest(int request) {
        JsonArray messages = new JsonObject(ollama.chats().get(request)).getJsonArray("messages");
        return messages.getJsonObject(messages.size() - 1);
    }

    @Test
    void aModelThatCanSeeIsShownThePictureWithItsTurnOnly() throws Exception {
        withEyes();
        open();
        shows("look", discord.file("cat.png", "image/png", PNG));
        posted(discord.directOf(ann), 1);
        assertEquals("look (with a picture attached)", asked().get(0));
        assertEquals(
                new JsonArray().add(Base64.getEncoder().encodeToString(PNG)),
                newest(0).getJsonArray("images"));
        discord.direct(ann, "nice, isn't it?");
        posted(discord.directOf(ann), 2);
        assertFalse(ollama.chats().get(1).contains("\"images\""));
        assertTrue(ollama.chats().get(1).contains("look (with a picture attached)"));
        assertEquals(List.of(), log.warnings());
    }

    @Test
    void aModelThatCannotSeeIsSparedAndThePersonIsTold() throws Exception {
        open();
        shows("", discord.file("cat.png", "image/png", PNG));
        assertEquals(
                CannedReplies.CANNOT_SEE,
                posted(discord.directOf(ann), 1).get(0).text());
        shows("is that a cat?", discord.file("cat.png", "image/png", PNG));
        posted(discord.directOf(ann), 3);
        assertEquals(List.of("is that a cat? (with a picture attached, which you cannot see)"), asked());
        assertNull(newest(0).getJsonArray("images"));
    }

    @Test
    void nobodyIsToldAnythingWhoMayNotTalkToHer() throws Exception {
        open("direct_messages: linked");
        String bob = discord.person("Bob");
        discord.say(
                discord.directOf(bob), bob, "", null, new JsonArray().add(discord.file("cat.png", "image/png", PNG)));
        discord.say(discord.general(), ann, mention() + " hello");
        posted(discord.general(), 1);
        assertEquals(1, discord.posted().size());
    }

    @Test
    void whatIsNoPictureOrNotDiscordsIsNotLookedAt() throws Exception {
        withEyes();
        open();
        JsonObject elsewhere = discord.file("a.png", "image/png", PNG).put("url", "http://127.0.0.1:1/secret.png");
        JsonObject large = discord.file("b.png", "image/png", PNG).put("size", 50_000_000);
        JsonObject text = discord.file("c.pdf", "application/pdf", PNG);
        shows("three", elsewhere, large, text);
        posted(discord.directOf(ann), 1);
        assertEquals("three (with 3 files attached, which you cannot see)", asked().get(0));
        shows(
                "and this",
                discord.file("d.png", "image/png", "<html>not at all</html>".getBytes(StandardCharsets.UTF_8)));
        posted(discord.directOf(ann), 2);
        assertNull(newest(1).getJsonArray("images"));
        assertEquals(
                "and this (with a picture attached) (You cannot see it.)",
                newest(1).getString("content"));
        byte[] tooMuch = new byte[AttachmentPolicy.LARGEST + 1];
        System.arraycopy(PNG, 0, tooMuch, 0, PNG.length);
        shows("this", discord.file("e.png", "image/png", tooMuch).put("size", 100));
        posted(discord.directOf(ann), 3);
        assertNull(newest(2).getJsonArray("images"));
    }

    @Test
    void picturesInARowAreOneTurnWhileTheyAreFew() throws Exception {
        withEyes();
        open();
        JsonObject cat = discord.file("cat.png", "image/png", PNG);
        shows("one", cat);
        shows("and two", cat, cat);
        posted(discord.directOf(ann), 1);
        assertEquals(3, newest(0).getJsonArray("images").size());
        shows("", cat, cat);
        shows("", cat, cat);
        posted(discord.directOf(ann), 3);
        assertEquals(2, newest(2).getJsonArray("images").size());
    }

    @Test
    void aPictureThatWaitedForAnotherProcessIsSeen() throws Exception {
        withEyes();
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        RunningApplication first = open();
        shows("look", discord.file("cat.png", "image/png", PNG));
        get(ollama.awaitOpen(1));
        first.close();
        house = null;
        ollama.play(Script.saying(REPLY));
        open();
        posted(discord.directOf(ann), 1);
        await().until(() -> ollama.chats().size() == 2);
        assertEquals(1, newest(1).getJsonArray("images").size());
    }
}
