package demi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.contract.Chat;
import demi.contract.Chat.Delta;
import demi.contract.Chat.Spoken;
import demi.contract.Chat.Typing;
import demi.contract.Chat.Underway;
import demi.contract.Feelings;
import demi.contract.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PureTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static Message message(String id) {
        return new Message(id, "u", Message.Sender.DEMI, "x", NOW, Message.Status.SENT, null, null, null, 1, false);
    }

    private static Delta delta(int seq) {
        return new Delta("u", "r", seq, "t" + seq);
    }

    @Test
    void openingDropsWhatTheSnapshotHolds() {
        Opening opening = new Opening();
        opening.add(delta(1));
        opening.add(new Typing("u", true, 0));
        opening.add(new Chat.Delivered("u", "m"));
        opening.snapshot(new Underway(true, "r", 3, "abc"));
        opening.add(delta(3));
        opening.add(delta(4));
        opening.add(new Typing("u", false, 0));
        assertEquals(
                List.of(
                        new Chat.Delivered("u", "m"),
                        new Typing("u", true, 0),
                        new Delta("u", "r", 3, "abc"),
                        delta(4),
                        new Typing("u", false, 0)),
                opening.after(List.of(), "u"));
    }

    @Test
    void openingLetsAReplyStartAnew() {
        Opening opening = new Opening();
        opening.snapshot(new Underway(true, "r", 3, "abc"));
        List<Chat.Event> anew = List.of(delta(0), delta(1), delta(2));
        anew.forEach(opening::add);
        List<Chat.Event> events = opening.after(List.of(), "u");
        assertEquals(anew, events.subList(2, events.size()));
    }

    @Test
    void openingTellsNoMessageTwice() {
        Opening opening = new Opening();
        opening.add(new Spoken("u", message("a")));
        opening.add(new Spoken("u", message("b")));
        opening.snapshot(new Underway(false, "a", 3, "abc"));
        opening.add(new Delta("u", "a", 4, "d"));
        opening.add(new Spoken("u", message("b")));
        assertEquals(List.of(new Spoken("u", message("b"))), opening.after(List.of(message("a")), "u"));
    }

    @Test
    void openingIsBounded() {
        Opening opening = new Opening();
        for (int i = 0; i < Opening.MAX_EVENTS; i++) {
            assertTrue(opening.add(new Chat.Delivered("u", "m")));
        }
        assertFalse(opening.add(new Chat.Delivered("u", "m")));
    }

    private static List<String> drained(Outbox box) {
        List<String> frames = new ArrayList<>();
        for (String frame = box.poll(NOW); frame != null; frame = box.poll(NOW)) {
            frames.add(frame);
        }
        return frames;
    }

    private static void add(Outbox box, Delta delta) {
        assertTrue(box.add(Frames.of(delta, NOW), delta));
    }

    @Test
    void waitingDeltasBecomeOne() {
        Outbox box = new Outbox();
        for (int seq = 1; seq <= 3; seq++) {
            add(box, delta(seq));
        }
        assertTrue(box.add("other", null));
        add(box, delta(4));
        assertEquals(
                List.of(Frames.delta("r", 3, "t1t2t3", NOW), "other", Frames.delta("r", 4, "t4", NOW)), drained(box));
        assertTrue(box.isEmpty());
    }

    @Test
    void aNewStartIsNeverMergedAway() {
        Outbox box = new Outbox();
        for (int seq : new int[] {5, 0, 1, 2}) {
            add(box, delta(seq));
        }
        assertEquals(
                List.of(
                        Frames.delta("r", 5, "t5", NOW),
                        Frames.delta("r", 0, "t0", NOW),
                        Frames.delta("r", 2, "t1t2", NOW)),
                drained(box));
    }

    @Test
    void theOutboxIsBoundedInFramesAndCharacters() {
        Outbox many = new Outbox();
        for (int i = 0; i < Outbox.MAX_FRAMES; i++) {
            assertTrue(many.add("x", null));
        }
        assertFalse(many.add("x", null));
        Outbox large = new Outbox();
        assertTrue(large.add("x".repeat(Outbox.MAX_CHARACTERS), null));
        assertFalse(large.add("x", null));
    }

    @Test
    void cursorsComeBackAsTheyWent() {
        assertEquals(1234567890123L, Cursor.seq(Cursor.of(1234567890123L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "c2Vx", "%%", "c2VxOi0x", "c2VxOmFi"})
    void whatIsNoCursorIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Cursor.seq(text));
    }

    @Test
    void feelingsAreToldWithinTheirBounds() {
        String clamped = String.valueOf(Json.feelings(new Feelings(3, -1, 0, 0, 0, 0, 0, 0, 0)));
        assertTrue(clamped.contains("\"loneliness\":1.0") && clamped.contains("\"excitement\":0.0"), clamped);
        assertEquals("neutral", Frames.dominant(new Feelings(.5, .5, .5, .5, .5, .5, .5, .5, .5)));
        assertEquals("affection", Frames.dominant(new Feelings(.5, .5, .5, .5, .5, .5, .5, .6, .5)));
    }
}
