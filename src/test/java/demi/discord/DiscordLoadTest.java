package demi.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many at once, and a Discord that goes away. */
@Tag("slow")
class DiscordLoadTest extends DiscordFixture {

    @Test
    void aHundredMessagesAreAllAnsweredAndNoLimitIsHitTwice() throws Exception {
        open();
        discord.limit(5, 1_000);
        Set<String> asked = new HashSet<>();
        for (int person = 0; person < 20; person++) {
            String who = discord.person("P" + person);
            for (int message = 0; message < 4; message++) {
                discord.direct(who, "direct " + message + " of " + person);
            }
            asked.add(discord.say(discord.general(), who, mention() + " from " + person));
        }
        await().atMost(Duration.ofSeconds(90)).until(() -> discord.posted().size() >= 40);
        List<String> answered = discord.posted(discord.general()).stream()
                .map(post -> post.body().getJsonObject("message_reference").getString("message_id"))
                .toList();
        assertEquals(asked, new HashSet<>(answered));
        assertEquals(20, answered.size());
        assertEquals(40, discord.posted().size());
        Set<String> limited = new HashSet<>();
        discord.limited().forEach(bucket -> assertTrue(limited.add(bucket), "hit twice: " + bucket));
        assertEquals(List.of(), log.warnings());
    }

    @Test
    void aDiscordThatIsAwayGetsItsAnswersWhenItIsBack() throws Exception {
        open();
        discord.direct(ann, "before");
        posted(discord.directOf(ann), 1);
        discord.away(true);
        await().until(() -> discord.sockets() == 0);
        discord.direct(ann, "meanwhile");
        discord.away(false);
        posted(discord.directOf(ann), 2);
        assertEquals(List.of("before", "meanwhile"), asked());
        assertEquals(2, discord.posted().size());
    }

    @Test
    void aSessionThatDiscordHasForgottenIsBegunAnew() throws Exception {
        open();
        discord.forgetSessions();
        discord.cutGateway();
        await().atMost(Duration.ofSeconds(60)).until(() -> discord.identified() == 2);
        discord.direct(ann, "hello again");
        posted(discord.directOf(ann), 1);
        assertEquals(List.of("hello again"), asked());
    }
}
