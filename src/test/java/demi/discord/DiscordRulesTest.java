package demi.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.discord.DiscordSettings.DirectMessages;
import demi.discord.jda.MessageReader;
import demi.discord.message.PresencePolicy;
import demi.discord.message.ReplyEmbed;
import demi.network.client.AttachmentSource;
import demi.network.client.Post;
import demi.network.message.AccessPolicy;
import demi.network.message.AllowList;
import demi.network.message.AttachmentPolicy;
import demi.network.message.Attachments;
import demi.network.message.InboundMessage;
import demi.network.message.ReplyTarget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the bridge decides by itself. */
class DiscordRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static InboundMessage message(
            @Nullable String person, String channel, String id, String text, boolean bot) {
        return new InboundMessage(
                new ReplyTarget(channel, person, id),
                "9",
                "#general",
                new InboundMessage.Author("1", "Ann", bot, List.of("7")),
                new InboundMessage.Signs(false, false, false, false),
                text,
                text,
                Attachments.NOTHING,
                List.of(),
                NOW);
    }

    private static AccessPolicy access(DirectMessages direct, AllowList users, AllowList roles, AllowList channels) {
        return new DiscordSettings(
                        null, "", null, null, direct, users, roles, channels, List.of(), 0, Duration.ZERO, 20)
                .access();
    }

    private static boolean hears(AllowList users, AllowList roles, AllowList channels, boolean direct) {
        return access(DirectMessages.EVERYONE, users, roles, channels)
                .allowsMessage(message(direct ? "1" : null, "5", "3", "hi", false));
    }

    private static AttachmentSource discords(@Nullable URI server) {
        return new DiscordSettings(
                        null,
                        "",
                        null,
                        server,
                        DirectMessages.EVERYONE,
                        AllowList.EVERYBODY,
                        AllowList.EVERYBODY,
                        AllowList.EVERYBODY,
                        List.of(),
                        0,
                        Duration.ZERO,
                        20)
                .attachments();
    }

    @Test
    void herOwnMentionGoesAndNothingElse() {
        assertEquals("hey you", MessageReader.withoutMention("hey <@42> you", "42"));
        assertEquals("and <@43>, @here", MessageReader.withoutMention("<@!42> and <@43>, @here ", "42"));
        assertEquals("", MessageReader.withoutMention(" <@42>", "42"));
        assertEquals("<@421> x", MessageReader.withoutMention("<@421> x", "42"));
    }

    @Test
    void listsSayWhoIsHeard() {
        AllowList all = AllowList.EVERYBODY;
        assertTrue(hears(all, all, all, false));
        assertFalse(hears(new AllowList(List.of(), List.of("1")), all, all, false));
        assertFalse(hears(new AllowList(List.of("2"), List.of()), all, all, true));
        assertTrue(hears(new AllowList(List.of("1"), List.of()), all, all, true));
        assertFalse(hears(all, new AllowList(List.of("8"), List.of()), all, false));
        assertTrue(hears(all, new AllowList(List.of("8"), List.of()), all, true));
        assertFalse(hears(all, new AllowList(List.of("7"), List.of("7")), all, false));
        assertTrue(hears(all, all, new AllowList(List.of("9"), List.of()), false));
        assertFalse(hears(all, all, new AllowList(List.of(), List.of("9")), false));
    }

    @Test
    void directMessagesMayBeOff() {
        AccessPolicy off = access(DirectMessages.OFF, AllowList.EVERYBODY, AllowList.EVERYBODY, AllowList.EVERYBODY);
        assertFalse(off.allowsMessage(message("1", "5", "3", "hi", false)));
        assertTrue(off.allowsMessage(message(null, "5", "3", "hi", false)));
        AccessPolicy linked =
                access(DirectMessages.LINKED, AllowList.EVERYBODY, AllowList.EVERYBODY, AllowList.EVERYBODY);
        assertTrue(linked.answersDirect(true));
        assertFalse(linked.answersDirect(false));
    }

    @Test
    void onlyPicturesFromDiscordItselfAreLookedAt() {
        AttachmentSource source = discords(null);
        AttachmentPolicy rules = new AttachmentPolicy(source::isOwn);
        String at = "https://cdn.discordapp.com/attachments/1/2/cat.png?ex=1&hm=2";
        assertTrue(rules.isPicture("image/png", 5, at));
        assertTrue(rules.isPicture("image/JPEG; charset=x", 5, "https://media.discordapp.net/a.jpg"));
        assertFalse(rules.isPicture("image/svg+xml", 5, at));
        assertFalse(rules.isPicture(null, 5, at));
        assertFalse(rules.isPicture("image/png", AttachmentPolicy.LARGEST + 1L, at));
        for (String elsewhere : List.of(
                "http://cdn.discordapp.com/a.png",
                "https://cdn.discordapp.com:8443/a.png",
                "https://me@cdn.discordapp.com/a.png",
                "https://cdn.discordapp.com.example.org/a.png",
                "https://127.0.0.1/a.png",
                "file:///etc/passwd",
                "https://cdn.discordapp.com/a.png\nhttps://example.org",
                "not an address",
                "")) {
            assertFalse(source.isOwn(elsewhere), elsewhere);
        }
        AttachmentSource own = discords(URI.create("http://127.0.0.1:9000/api/v10"));
        assertTrue(own.isOwn("http://127.0.0.1:9000/attachments/a.png"));
        assertFalse(own.isOwn("http://127.0.0.1:9001/attachments/a.png"));
        assertTrue(own.isOwn(at));
    }

    private static ReplyEmbed card(EmotionLevels feelings) {
        return Objects.requireNonNull(ReplyEmbed.of(
                Post.of(Post.Kind.REPLY, "id", "Hello.", feelings, NOW, 4_000).get(0)));
    }

    @Test
    void theCardHasTheColourOfWhatSheFeelsMost() {
        EmotionLevels lonely =
                EmotionLevels.neutral().with(Emotion.LONELINESS, .9).with(Emotion.AFFECTION, .6);
        ReplyEmbed card = card(lonely);
        assertEquals(0x9370DB, card.colour());
        assertEquals("Mood: Loneliness", card.footer());
        assertEquals("Loneliness 90 % · Affection 60 %", card.feelings());
        ReplyEmbed calm = card(EmotionLevels.neutral());
        assertEquals(0x5865F2, calm.colour());
        assertNull(calm.feelings());
    }

    @Test
    void sheLooksAsWellAsSheIs() {
        PresencePolicy bearing = new PresencePolicy();
        assertEquals(PresencePolicy.Presence.ONLINE, bearing.presence());
        bearing.onComponent(HealthApi.ComponentHealth.of("memory", HealthApi.Status.DEGRADED, ""));
        assertEquals(PresencePolicy.Presence.IDLE, bearing.presence());
        bearing.onComponent(HealthApi.ComponentHealth.of("database", HealthApi.Status.DOWN, ""));
        assertEquals(PresencePolicy.Presence.DO_NOT_DISTURB, bearing.presence());
    }
}
