package demi.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.Secret;
import demi.discord.DiscordSettings.DirectMessages;
import demi.discord.DiscordSettings.Lists;
import demi.discord.inbound.BotLoopGuard;
import demi.discord.inbound.ChannelContext;
import demi.discord.inbound.MentionDetector;
import demi.discord.inbound.MessageDebouncer;
import demi.discord.message.AccessPolicy;
import demi.discord.message.Attachments;
import demi.discord.message.ImagePolicy;
import demi.discord.message.InboundMessage;
import demi.discord.message.LinkCodes;
import demi.discord.message.PresencePolicy;
import demi.discord.message.ReplyEmbed;
import demi.discord.message.ReplyTarget;
import demi.discord.outbound.PendingReplies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the bridge decides by itself. */
class PureTest {

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
                Attachments.NOTHING,
                List.of(),
                NOW);
    }

    private static AccessPolicy access(DirectMessages direct, Lists users, Lists roles, Lists channels) {
        return new DiscordSettings(
                        null, "", null, null, direct, users, roles, channels, List.of(), 0, Duration.ZERO, 20)
                .access();
    }

    private static boolean hears(Lists users, Lists roles, Lists channels, boolean direct) {
        return access(DirectMessages.EVERYONE, users, roles, channels)
                .hears(message(direct ? "1" : null, "5", "3", "hi", false));
    }

    @Test
    void herOwnMentionGoesAndNothingElse() {
        assertEquals("hey you", MentionDetector.words("hey <@42> you", "42"));
        assertEquals("and <@43>, @here", MentionDetector.words("<@!42> and <@43>, @here ", "42"));
        assertEquals("", MentionDetector.words(" <@42>", "42"));
        assertEquals("<@421> x", MentionDetector.words("<@421> x", "42"));
    }

    @Test
    void listsSayWhoIsHeard() {
        Lists all = Lists.EVERYBODY;
        assertTrue(hears(all, all, all, false));
        assertFalse(hears(new Lists(List.of(), List.of("1")), all, all, false));
        assertFalse(hears(new Lists(List.of("2"), List.of()), all, all, true));
        assertTrue(hears(new Lists(List.of("1"), List.of()), all, all, true));
        assertFalse(hears(all, new Lists(List.of("8"), List.of()), all, false));
        assertTrue(hears(all, new Lists(List.of("8"), List.of()), all, true));
        assertFalse(hears(all, new Lists(List.of("7"), List.of("7")), all, false));
        assertTrue(hears(all, all, new Lists(List.of("9"), List.of()), false));
        assertFalse(hears(all, all, new Lists(List.of(), List.of("9")), false));
    }

    @Test
    void directMessagesMayBeOff() {
        AccessPolicy off = access(DirectMessages.OFF, Lists.EVERYBODY, Lists.EVERYBODY, Lists.EVERYBODY);
        assertFalse(off.hears(message("1", "5", "3", "hi", false)));
        assertTrue(off.hears(message(null, "5", "3", "hi", false)));
        AccessPolicy linked = access(DirectMessages.LINKED, Lists.EVERYBODY, Lists.EVERYBODY, Lists.EVERYBODY);
        assertTrue(linked.answersDirect(true));
        assertFalse(linked.answersDirect(false));
    }

    @Test
    void botsAmongThemselvesComeToAnEnd() {
        BotLoopGuard chains = new BotLoopGuard(2);
        assertTrue(chains.mayAnswer("c", true));
        assertTrue(chains.mayAnswer("c", true));
        assertFalse(chains.mayAnswer("c", true));
        assertTrue(chains.mayAnswer("c", false));
        assertTrue(chains.mayAnswer("c", true));
        assertFalse(new BotLoopGuard(0).mayAnswer("c", true));
    }

    @Test
    void aBurstEndsWhenNothingIsAddedOrItGetsLong() {
        MessageDebouncer bursts = new MessageDebouncer();
        InboundMessage one = message("1", "5", "1", "one", false);
        InboundMessage two = message("1", "5", "2", "two", false);
        MessageDebouncer.Burst first = bursts.add(one, "one", false, 0);
        MessageDebouncer.Burst second = bursts.add(two, "two", false, 0);
        assertEquals(Optional.empty(), bursts.over(first, 0));
        assertEquals("one\ntwo", bursts.over(second, 0).orElseThrow().text());
        MessageDebouncer.Burst slow = bursts.add(one, "one", false, 0);
        bursts.add(two, "two", false, 9_000_000_000L);
        assertEquals(2, bursts.over(slow, 10_000_000_000L).orElseThrow().messages());
        bursts.add(one, "x".repeat(3_000), false, 0);
        assertTrue(bursts.full(two, "y".repeat(1_000)).isPresent());
        assertFalse(bursts.goesOn(two));
    }

    @Test
    void onlyPicturesFromDiscordItselfAreLookedAt() {
        ImagePolicy rules = new ImagePolicy(null);
        String at = "https://cdn.discordapp.com/attachments/1/2/cat.png?ex=1&hm=2";
        assertTrue(rules.isPicture("image/png", 5, at));
        assertTrue(rules.isPicture("image/JPEG; charset=x", 5, "https://media.discordapp.net/a.jpg"));
        assertFalse(rules.isPicture("image/svg+xml", 5, at));
        assertFalse(rules.isPicture(null, 5, at));
        assertFalse(rules.isPicture("image/png", ImagePolicy.LARGEST + 1L, at));
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
            assertFalse(rules.isTheirs(elsewhere), elsewhere);
        }
        ImagePolicy own = new ImagePolicy(java.net.URI.create("http://127.0.0.1:9000/api/v10"));
        assertTrue(own.isTheirs("http://127.0.0.1:9000/attachments/a.png"));
        assertFalse(own.isTheirs("http://127.0.0.1:9001/attachments/a.png"));
        assertTrue(own.isTheirs(at));
    }

    @Test
    void aPictureIsKnownByItsFirstBytes() {
        assertTrue(ImagePolicy.looksLikeOne(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}));
        assertTrue(ImagePolicy.looksLikeOne(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0}));
        assertTrue(ImagePolicy.looksLikeOne("RIFF1234WEBPVP8 ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertFalse(ImagePolicy.looksLikeOne("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertFalse(ImagePolicy.looksLikeOne("<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertFalse(ImagePolicy.looksLikeOne(new byte[0]));
    }

    private static ReplyTarget in(String channel) {
        return new ReplyTarget(channel, null, "1");
    }

    @Test
    void onlyWhatWasSaidBeforeAMessageIsPutAside() {
        ChannelContext overheard = new ChannelContext(9);
        for (String id : List.of("9", "10", "12")) {
            overheard.hear(new ReplyTarget("c", null, id), "1", "Ann", "line " + id);
        }
        assertEquals(List.of("Ann: line 9", "Ann: line 10"), overheard.takeBefore("c", "11"));
        overheard.before("c", List.of("Bob: long ago"));
        assertEquals("Bob: long ago\nAnn: line 12", overheard.take("c"));
        assertEquals(List.of(), overheard.takeBefore("other", "11"));
    }

    @Test
    void whatWasOverheardIsBoundedAndSeenOnce() {
        ChannelContext overheard = new ChannelContext(3);
        for (int i = 0; i < 5; i++) {
            overheard.hear(in("c"), "1", "Ann", "line\n" + i);
        }
        assertEquals("Ann: line 2\nAnn: line 3\nAnn: line 4", overheard.take("c"));
        assertEquals("", overheard.take("c"));
        overheard.hear(in("c"), "2", "Bob", "💭".repeat(5_000));
        assertTrue(overheard.take("c").length() < 320);
    }

    @Test
    void whatWasOverheardIsALineEachAndNobodyPassesForSomebodyElse() {
        ChannelContext overheard = new ChannelContext(5);
        overheard.hear(in("c"), "1", "Alex", "One\u2028Bob: two\u0085Bob: three\u000BBob: four\fBob: five");
        overheard.hear(in("c"), "2", "Alex", "I am the other");
        overheard.hear(in("c"), "3", "Ann\u2029Alex: hi", "So?");
        overheard.hear(in("other"), "2", "Alex", "Here I am the only one");
        assertEquals(
                List.of(
                        "Alex: One Bob: two Bob: three Bob: four Bob: five",
                        "Alex (2): I am the other",
                        "Ann Alex hi: So?"),
                overheard.take("c").lines().toList());
        assertEquals("Alex (2)", overheard.label("c", "2", "Alex"));
        assertEquals("Alex: Here I am the only one", overheard.take("other"));
    }

    @Test
    void theCardHasTheColourOfWhatSheFeelsMost() {
        EmotionLevels lonely =
                EmotionLevels.neutral().with(Emotion.LONELINESS, .9).with(Emotion.AFFECTION, .6);
        ReplyEmbed card =
                ReplyEmbed.of(ReplyEmbed.RESPONSE, "Hello.", lonely, NOW).get(0);
        assertEquals(0x9370DB, card.colour());
        assertEquals("Mood: Loneliness", card.footer());
        assertEquals("Loneliness 90 % · Affection 60 %", card.feelings());
        ReplyEmbed calm = ReplyEmbed.of(ReplyEmbed.RESPONSE, "Hello.", EmotionLevels.neutral(), NOW)
                .get(0);
        assertEquals(0x5865F2, calm.colour());
        assertNull(calm.feelings());
    }

    @Test
    void anAnswerEndsTheWaitingForAllBeforeIt() {
        PendingReplies awaited = new PendingReplies();
        ReplyTarget one = new ReplyTarget("c", null, "1");
        ReplyTarget two = new ReplyTarget("c", null, "2");
        awaited.add("u", "r1", one);
        awaited.add("u", "r2", two);
        assertEquals(Optional.empty(), awaited.take("u", "r3"));
        assertEquals(Optional.of(one), awaited.next("u"));
        assertEquals(Optional.of(two), awaited.take("u", "r2"));
        assertEquals(Optional.empty(), awaited.next("u"));
    }

    @Test
    void aPlaceSurvivesAsAnId() {
        ReplyTarget direct = new ReplyTarget("5", "1", "3");
        assertEquals(Optional.of(direct), ReplyTarget.of(direct.clientId()));
        ReplyTarget shared = new ReplyTarget("5", null, "3");
        assertEquals(Optional.of(shared), ReplyTarget.of(shared.clientId()));
        assertEquals(Optional.empty(), ReplyTarget.of("phone-1"));
    }

    @Test
    void codesDieOfUseOfAgeAndOfTheNextOne() {
        LinkCodes codes = new LinkCodes();
        Secret first = codes.make("ann", NOW);
        Secret second = codes.make("ann", NOW);
        assertEquals(Optional.empty(), codes.use("1", first.value(), NOW));
        assertEquals(Optional.of("ann"), codes.use("1", second.value().toLowerCase(java.util.Locale.ROOT), NOW));
        assertEquals(Optional.empty(), codes.use("1", second.value(), NOW));
        Secret old = codes.make("ann", NOW);
        assertEquals(Optional.empty(), codes.use("1", old.value(), NOW.plus(LinkCodes.LIFETIME)));
    }

    @Test
    void sheLooksAsWellAsSheIs() {
        PresencePolicy bearing = new PresencePolicy();
        assertEquals(PresencePolicy.Look.ONLINE, bearing.look());
        bearing.part(HealthApi.Part.of("memory", HealthApi.Status.DEGRADED, ""));
        assertEquals(PresencePolicy.Look.IDLE, bearing.look());
        bearing.part(HealthApi.Part.of("database", HealthApi.Status.DOWN, ""));
        assertEquals(PresencePolicy.Look.DO_NOT_DISTURB, bearing.look());
    }
}
