package demi.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels in which nobody has to name her. */
class AnsweredChannelsTest extends DiscordFixture {

    private final Promise<Void> gate = Promise.promise();

    /** No two replies are the same: where one is like the last ones, the model is asked once more. */
    @BeforeEach
    void speakDifferently() {
        Iterator<String> replies = List.of("Hi.", "Well, well.", "Who asked you?", "Fine.", "As you wish.", "No.")
                .iterator();
        ollama.play(request -> Stream.concat(
                        Stream.of(ScriptStep.gate(gate.future())), ScriptStep.words(replies.next()).stream())
                .toList());
        burstPause = "0s";
    }

    private void say(String channel, String person, String text) {
        discord.say(channel, person, text, null, new JsonArray());
    }

    @Test
    void whatPeopleSayThereIsAnsweredAndInItsThreadsAndNothingElse() throws Exception {
        gate.complete();
        String general = discord.general();
        String other = discord.channel("other", true);
        String thread = discord.thread("somebody's", ann);
        String bob = discord.person("Bob");
        String bot = discord.otherBot("Other");
        open("answered_channels: [" + general + "]");
        say(other, ann, "is anybody in there?");
        say(general, bot, "beep");
        say(general, ann, "<@" + bob + "> are you there?");
        say(general, ann, "is anybody here?");
        posted(general, 1);
        say(thread, bob, "and here?");
        posted(thread, 1);
        say(other, ann, mention() + " you, then");
        posted(other, 1);
        assertEquals(
                List.of(
                        "Ann: <@" + bob + "> are you there?\nAnn: is anybody here?",
                        "Bob: and here?",
                        "Ann: is anybody in there?\nAnn: you, then"),
                asked());
        assertEquals(3, discord.posted().size());
    }

    @Test
    void otherBotsAreAnsweredThereAsOftenInARowAsAnywhere() throws Exception {
        gate.complete();
        String general = discord.general();
        String bot = discord.otherBot("Other");
        open("answered_channels: [" + general + "]", "bot_chain: 1");
        say(general, bot, "one");
        posted(general, 1);
        say(general, bot, "two");
        say(general, bot, "three");
        say(general, ann, "hush, both of you");
        posted(general, 2);
        assertEquals(List.of("Other: one", "Ann: hush, both of you"), asked());
    }

    @Test
    void whereSheDoesNotKeepUpTheRestIsOverheard() throws Exception {
        String general = discord.general();
        open("answered_channels: [" + general + "]");
        for (String name : List.of("Bob", "Cat", "Dan", "Eve", "Fay")) {
            say(general, discord.person(name), "this is " + name);
        }
        get(ollama.awaitOpen(1));
        gate.complete();
        posted(general, 3);
        say(general, ann, mention() + " who was here?");
        posted(general, 4);
        assertEquals(4, asked().size());
        String read = String.join("\n", asked());
        for (String name : List.of("Bob", "Cat", "Dan", "Eve", "Fay")) {
            assertEquals(2, read.split(name + ": this is " + name, -1).length, read);
        }
        assertEquals(4, discord.posted().size());
    }
}
