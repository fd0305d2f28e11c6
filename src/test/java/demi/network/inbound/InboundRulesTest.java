package demi.network.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.bus.Bus;
import demi.network.message.AttachmentPolicy;
import demi.network.message.Attachments;
import demi.network.message.InboundMessage;
import demi.network.message.ReplyTarget;
import demi.network.outbound.OutboundQueue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided about messages that come in, on any network. */
class InboundRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static InboundMessage message(
            @Nullable String person, String channel, String id, String text, boolean bot) {
        return new InboundMessage(
                new ReplyTarget(channel, person, id),
                null,
                "#general",
                new InboundMessage.Author("1", "Ann", bot, List.of()),
                new InboundMessage.Signs(false, false, false, false),
                text,
                text,
                Attachments.NOTHING,
                List.of(),
                NOW);
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
        assertEquals(Optional.empty(), bursts.takeIfOver(first, 0));
        assertEquals("one\ntwo", bursts.takeIfOver(second, 0).orElseThrow().text());
        MessageDebouncer.Burst slow = bursts.add(one, "one", false, 0);
        bursts.add(two, "two", false, 9_000_000_000L);
        assertEquals(2, bursts.takeIfOver(slow, 10_000_000_000L).orElseThrow().messages());
        bursts.add(one, "x".repeat(3_000), false, 0);
        assertTrue(bursts.takeIfFull(two, "y".repeat(1_000)).isPresent());
        assertFalse(bursts.isOpen(two));
    }

    @Test
    void aPictureIsKnownByItsFirstBytes() {
        assertTrue(AttachmentPolicy.looksLikeOne(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}));
        assertTrue(AttachmentPolicy.looksLikeOne(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0}));
        assertTrue(
                AttachmentPolicy.looksLikeOne("RIFF1234WEBPVP8 ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertFalse(AttachmentPolicy.looksLikeOne("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertFalse(AttachmentPolicy.looksLikeOne("<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertFalse(AttachmentPolicy.looksLikeOne(new byte[0]));
    }

    @Test
    void onlyWhatWasSaidBeforeAMessageIsPutAside() {
        ChannelContext overheard = new ChannelContext(9);
        for (int at : List.of(9, 10, 12)) {
            overheard.add("c", NOW.plusMillis(at), "1", "Ann", "line " + at);
        }
        assertEquals(List.of("Ann: line 9", "Ann: line 10"), overheard.takeUntil("c", NOW.plusMillis(11)));
        overheard.prepend("c", List.of("Bob: long ago"));
        assertEquals("Bob: long ago\nAnn: line 12", overheard.take("c"));
        assertEquals(List.of(), overheard.takeUntil("other", NOW));
    }

    @Test
    void whatWasOverheardIsBoundedAndSeenOnce() {
        ChannelContext overheard = new ChannelContext(3);
        for (int i = 0; i < 5; i++) {
            overheard.add("c", NOW, "1", "Ann", "line\n" + i);
        }
        assertEquals("Ann: line 2\nAnn: line 3\nAnn: line 4", overheard.take("c"));
        assertEquals("", overheard.take("c"));
        overheard.add("c", NOW, "2", "Bob", "💭".repeat(5_000));
        assertTrue(overheard.take("c").length() < 320);
    }

    @Test
    void whatWasOverheardIsALineEachAndNobodyPassesForSomebodyElse() {
        ChannelContext overheard = new ChannelContext(5);
        overheard.add("c", NOW, "1", "Alex", "One\u2028Bob: two\u0085Bob: three\u000BBob: four\fBob: five");
        overheard.add("c", NOW, "2", "Alex", "I am the other");
        overheard.add("c", NOW, "3", "Ann\u2029Alex: hi", "So?");
        overheard.add("other", NOW, "2", "Alex", "Here I am the only one");
        assertEquals(
                List.of(
                        "Alex: One Bob: two Bob: three Bob: four Bob: five",
                        "Alex (2): I am the other",
                        "Ann Alex hi: So?"),
                overheard.take("c").lines().toList());
        assertEquals("Alex (2)", overheard.label("c", "2", "Alex"));
        assertEquals("Alex: Here I am the only one", overheard.take("other"));
    }

    @ParameterizedTest
    @CsvSource({
        "/quiet 8, quiet, 8",
        "!quiet 8, quiet, 8",
        "/quiet@demi_bot 8, quiet, 8",
        "/MOOD, mood,",
        "'/forget the  cake\nand tea ', forget, 'the  cake\nand tea'"
    })
    void aCommandIsAWordOfItsOwn(String text, String name, @Nullable String argument) {
        ChatCommands.Command command =
                ChatCommands.of(message("1", "5", "1", text, false)).orElseThrow();
        assertEquals(name, command.name());
        assertEquals(argument, command.argument());
        assertTrue(command.direct());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shrug", "!shrug", "! mood", "!!mood", "mood", "see /mood", "/", "/moody", "/quiet8", ""})
    void whatIsNoCommandIsSaidToHer(String text) {
        assertEquals(Optional.empty(), ChatCommands.of(message(null, "5", "1", text, false)));
    }

    @ParameterizedTest
    @CsvSource({
        "link ABCDE-12345, true",
        "/link abcde12345, true",
        "/start ABCDE-12345, true",
        "start everything, false",
        "/start, false",
        "/start someone-elses-link, false",
    })
    void whatIsMeantAsACode(String text, boolean isMeant) {
        Vertx vertx = Vertx.vertx();
        AccountLinking linking = new AccountLinking(
                new Bus(vertx),
                () -> NOW,
                "telegram",
                new OutboundQueue(vertx, "Telegram", () -> Future.failedFuture("away")));
        assertEquals(isMeant, linking.isLinkCode(text));
        vertx.close();
    }
}
