package demi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.MessageAdded;
import demi.api.ChatApi.TurnStatus;
import demi.api.ChatApi.Typing;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.http.rest.PageCursor;
import demi.http.socket.HistoryReplay;
import demi.http.socket.ServerFrameWriter;
import demi.http.socket.SocketSendQueue;
import demi.http.web.JsonViews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static Message message(String id) {
        return new Message(id, "u", Message.Sender.DEMI, "x", NOW, Message.Status.SENT, null, null, null, 1, false);
    }

    private static Delta delta(int seq) {
        return new Delta("u", "r", seq, "t" + seq);
    }

    @Test
    void openingDropsWhatTheSnapshotHolds() {
        HistoryReplay opening = new HistoryReplay();
        opening.add(delta(1));
        opening.add(new Typing("u", true, 0));
        opening.add(new ChatApi.Delivered("u", "m"));
        opening.snapshot(new TurnStatus(true, "r", 3, "abc"));
        opening.add(delta(3));
        opening.add(delta(4));
        opening.add(new Typing("u", false, 0));
        assertEquals(
                List.of(
                        new ChatApi.Delivered("u", "m"),
                        new Typing("u", true, 0),
                        new Delta("u", "r", 3, "abc"),
                        delta(4),
                        new Typing("u", false, 0)),
                opening.after(List.of(), "u"));
    }

    @Test
    void openingLetsAReplyStartAnew() {
        HistoryReplay opening = new HistoryReplay();
        opening.snapshot(new TurnStatus(true, "r", 3, "abc"));
        List<ChatApi.Event> anew = List.of(delta(0), delta(1), delta(2));
        anew.forEach(opening::add);
        List<ChatApi.Event> events = opening.after(List.of(), "u");
        assertEquals(anew, events.subList(2, events.size()));
    }

    @Test
    void openingTellsNoMessageTwice() {
        HistoryReplay opening = new HistoryReplay();
        opening.add(new MessageAdded("u", message("a")));
        opening.add(new MessageAdded("u", message("b")));
        opening.snapshot(new TurnStatus(false, "a", 3, "abc"));
        opening.add(new Delta("u", "a", 4, "d"));
        opening.add(new MessageAdded("u", message("b")));
        assertEquals(List.of(new MessageAdded("u", message("b"))), opening.after(List.of(message("a")), "u"));
    }

    @Test
    void openingIsBounded() {
        HistoryReplay opening = new HistoryReplay();
        for (int i = 0; i < HistoryReplay.MAX_EVENTS; i++) {
            assertTrue(opening.add(new ChatApi.Delivered("u", "m")));
        }
        assertFalse(opening.add(new ChatApi.Delivered("u", "m")));
    }

    private static List<String> drained(SocketSendQueue box) {
        List<String> frames = new ArrayList<>();
        for (String frame = box.poll(NOW); frame != null; frame = box.poll(NOW)) {
            frames.add(frame);
        }
        return frames;
    }

    private static void add(SocketSendQueue box, Delta delta) {
        assertTrue(box.add(ServerFrameWriter.event(delta, NOW), delta));
    }

    @Test
    void waitingDeltasBecomeOne() {
        SocketSendQueue box = new SocketSendQueue();
        for (int seq = 1; seq <= 3; seq++) {
            add(box, delta(seq));
        }
        assertTrue(box.add("other", null));
        add(box, delta(4));
        assertEquals(
                List.of(
                        ServerFrameWriter.delta("r", 3, "t1t2t3", NOW),
                        "other",
                        ServerFrameWriter.delta("r", 4, "t4", NOW)),
                drained(box));
        assertTrue(box.isEmpty());
    }

    @Test
    void aNewStartIsNeverMergedAway() {
        SocketSendQueue box = new SocketSendQueue();
        for (int seq : new int[] {5, 0, 1, 2}) {
            add(box, delta(seq));
        }
        assertEquals(
                List.of(
                        ServerFrameWriter.delta("r", 5, "t5", NOW),
                        ServerFrameWriter.delta("r", 0, "t0", NOW),
                        ServerFrameWriter.delta("r", 2, "t1t2", NOW)),
                drained(box));
    }

    @Test
    void theOutboxIsBoundedInFramesAndCharacters() {
        SocketSendQueue many = new SocketSendQueue();
        for (int i = 0; i < SocketSendQueue.MAX_FRAMES; i++) {
            assertTrue(many.add("x", null));
        }
        assertFalse(many.add("x", null));
        SocketSendQueue large = new SocketSendQueue();
        assertTrue(large.add("x".repeat(SocketSendQueue.MAX_CHARACTERS), null));
        assertFalse(large.add("x", null));
    }

    @Test
    void cursorsComeBackAsTheyWent() {
        assertEquals(1234567890123L, PageCursor.seq(PageCursor.of(1234567890123L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "c2Vx", "%%", "c2VxOi0x", "c2VxOmFi"})
    void whatIsNoCursorIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PageCursor.seq(text));
    }

    @Test
    void feelingsAreToldWithinTheirBounds() {
        String clamped = String.valueOf(JsonViews.feelings(new EmotionLevels(3, -1, 0, 0, 0, 0, 0, 0, 0)));
        assertTrue(clamped.contains("\"loneliness\":1.0") && clamped.contains("\"excitement\":0.0"), clamped);
        assertEquals("neutral", ServerFrameWriter.dominant(new EmotionLevels(.5, .5, .5, .5, .5, .5, .5, .5, .5)));
        assertEquals("affection", ServerFrameWriter.dominant(new EmotionLevels(.5, .5, .5, .5, .5, .5, .5, .6, .5)));
    }
}
