package demi.discord.inbound;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.app.RunningApplication;
import demi.discord.DiscordFixture;
import demi.rehearse.ScriptStep;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said to her while she is away is answered once she is back, once. */
@Tag("slow")
class MissedMessagesTest extends DiscordFixture {

    private String hello = "";

    /** She has talked with Ann, and is gone. */
    private void wasThere() throws Exception {
        RunningApplication first = open();
        hello = discord.direct(ann, "hello");
        posted(discord.directOf(ann), 1);
        first.close();
        await().until(() -> discord.sockets() == 0);
        // What was told to nobody is told to nobody later, either.
        discord.forgetSessions();
    }

    /** Opens the house; done when she has looked for what she missed. */
    private void back() throws Exception {
        int before = discord.identified();
        openWithoutWaiting();
        await().until(() -> discord.identified() > before);
    }

    @Test
    void directMessagesMentionsAndHerThreadsAreAnsweredOnce() throws Exception {
        String bob = discord.person("Bob");
        String bot = discord.otherBot("Other");
        String general = discord.general();
        String hers = discord.thread("hers", discord.bot());
        // No two are the same: where a reply is like the last ones, the model is asked once more.
        Iterator<String> replies = List.of("Hi.", "Here, Ann.", "Bob.", "Nice thread.", "Now what?")
                .iterator();
        ollama.play(request -> ScriptStep.words(replies.next()));
        wasThere();
        discord.direct(ann, "where are you?");
        discord.direct(ann, "hello?");
        discord.say(general, bob, "nobody in particular");
        discord.say(general, bob, mention() + " are you there?");
        discord.say(general, bot, mention() + " beep");
        discord.say(hers, ann, "in your thread");
        back();
        posted(discord.directOf(ann), 2);
        posted(general, 1);
        posted(hers, 1);
        List<String> once = List.of(
                "Ann: in your thread",
                "Bob: nobody in particular\nBob: are you there?",
                "hello",
                "where are you?\nhello?");
        assertEquals(once, asked().stream().sorted().toList());
        java.util.Objects.requireNonNull(house).close();
        discord.forgetNonces();
        back();
        discord.direct(ann, "and now?");
        posted(discord.directOf(ann), 3);
        List<String> andNow =
                Stream.concat(Stream.of("and now?"), once.stream()).sorted().toList();
        assertEquals(andNow, asked().stream().sorted().toList());
        assertEquals(5, discord.posted().size());
    }

    @Test
    void ofOnePlaceTheNewestTwentyAreAnswered() throws Exception {
        wasThere();
        for (int i = 0; i < 25; i++) {
            discord.direct(ann, "number " + i);
        }
        back();
        posted(discord.directOf(ann), 2);
        String read = asked().get(1);
        String words = read.substring(read.lastIndexOf(")\n") + 2);
        assertTrue(words.startsWith("number 5\nnumber 6\n"), read);
        assertTrue(words.endsWith("\nnumber 24"), read);
        assertTrue(read.startsWith("(They wrote this while you were away: \"number 0\")\n"), read);
    }

    @Test
    void whatIsOlderThanADayIsReadWithTheNextMessage() throws Exception {
        wasThere();
        // The first talk is not there any more: it was before that.
        discord.delete(hello);
        discord.longAgo(
                discord.directOf(ann), ann, "an old question", Instant.now().minus(Duration.ofHours(30)));
        discord.delete(discord.posted().get(0).id());
        String bob = discord.person("Bob");
        discord.say(discord.general(), bob, mention() + " are you back?");
        back();
        posted(discord.general(), 1);
        assertEquals(2, asked().size());
        discord.direct(ann, "hi");
        posted(discord.directOf(ann), 2);
        assertEquals("(They wrote this while you were away: \"an old question\")\nhi", asked().get(2));
    }

    @Test
    void aNewSessionLooksForWhatWasMissed() throws Exception {
        open();
        discord.direct(ann, "hello");
        posted(discord.directOf(ann), 1);
        discord.away(true);
        discord.forgetSessions();
        discord.direct(ann, "where are you?");
        discord.away(false);
        assertEquals(REPLY, posted(discord.directOf(ann), 2).get(1).text());
        assertEquals(2, discord.identified());
        assertEquals(0, discord.resumed());
    }

    @Test
    void whoeverWasNeverSpokenToHasMissedNothing() throws Exception {
        discord.say(discord.general(), ann, mention() + " hello");
        discord.direct(ann, "are you there?");
        open();
        discord.say(discord.general(), ann, mention() + " now?", null, new JsonArray());
        posted(discord.general(), 1);
        assertEquals(1, asked().size());
    }
}
