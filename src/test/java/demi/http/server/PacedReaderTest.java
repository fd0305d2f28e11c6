package demi.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By a clock that stands until it is moved. */
class PacedReaderTest {

    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    /** Frames of no bytes that the decoder may get beyond the pace. */
    private static final int PIECE = 512 / 6 + 1;

    private final List<Peer> peers = new ArrayList<>();

    /** One socket's end here, and what came through. */
    private final class Peer {
        final EmbeddedChannel channel = new EmbeddedChannel();
        final List<WebSocketFrame> frames = new ArrayList<>();
        final PacedReader reader =
                new PacedReader(SocketPace.GENEROUS, channel.eventLoop().ticker()::nanoTime);

        Peer() {
            peers.add(this);
            channel.freezeTime();
            channel.pipeline()
                    .addLast(reader, new WebSocket13FrameDecoder(true, false, 65_536))
                    .addLast(new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelRead(ChannelHandlerContext ctx, Object frame) {
                            reader.countFrame();
                            frames.add((WebSocketFrame) frame);
                        }
                    });
        }

        void send(ByteBuf bytes) {
            channel.writeInbound(bytes);
        }

        void pass(long millis) {
            channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
            channel.runPendingTasks();
        }

        boolean isRead() {
            return channel.config().isAutoRead();
        }
    }

    @AfterEach
    void close() {
        for (Peer peer : peers) {
            peer.frames.forEach(WebSocketFrame::release);
            peer.channel.finishAndReleaseAll();
        }
    }

    private static ByteBuf frames(int count, int opcode, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf frames = Unpooled.buffer();
        for (int i = 0; i < count; i++) {
            frames.writeByte(0x80 | opcode);
            if (payload.length > 125) {
                frames.writeByte(0x80 | 126).writeShort(payload.length);
            } else {
                frames.writeByte(0x80 | payload.length);
            }
            frames.writeInt(0).writeBytes(payload);
        }
        return frames;
    }

    @ParameterizedTest
    @CsvSource({TEXT + ", 0", TEXT + ", 25", TEXT + ", 125", "2, 1", "0, 0", PING + ", 0", PING + ", 125", "10, 125"})
    void whoFloodsIsReadAtTheSocketsPaceAndLosesNothing(int opcode, int length) {
        Peer peer = new Peer();
        peer.send(frames(2, TEXT, "hi"));
        ByteBuf begun = opcode == 0 ? frames(1, 0, "") : frames(0, TEXT, "");
        if (opcode == 0) {
            begun.clear().writeByte(TEXT).writeByte(0x80).writeInt(0);
        }
        for (int i = 0; i < 3_000; i++) {
            // Parts of one message, where it is about those.
            begun.writeBytes(frames(1, opcode, "x".repeat(length)).setByte(0, opcode == 0 ? 0 : 0x80 | opcode));
        }
        peer.send(begun);
        assertTrue(peer.frames.size() <= 200 + PIECE, "at once: " + peer.frames.size());
        assertFalse(peer.isRead());
        for (int second = 1; second <= 20; second++) {
            for (int tick = 0; tick < 20; tick++) {
                peer.pass(50);
            }
            int most = 200 + 50 * second + PIECE;
            assertTrue(peer.frames.size() <= most, second + " s: " + peer.frames.size());
            assertTrue(peer.frames.size() >= 150 + 45 * second, second + " s: " + peer.frames.size());
        }
        peer.pass(60_000);
        for (int i = 0; i < 2_000; i++) {
            peer.pass(50);
        }
        assertEquals(3_002 + (opcode == 0 ? 1 : 0), peer.frames.size());
        assertTrue(peer.isRead());
    }

    @Test
    void whoSendsMuchInFewFramesIsReadAtTheSocketsPaceAsWell() {
        Peer peer = new Peer();
        peer.send(frames(200, TEXT, "x".repeat(60_000)));
        assertTrue(peer.frames.size() < 15, "at once: " + peer.frames.size());
        peer.pass(10_000);
        assertTrue(peer.frames.size() < 60, "after 10 s: " + peer.frames.size());
    }

    @Test
    void aByteAtATimeCostsAsWell() {
        Peer peer = new Peer();
        ByteBuf frame = frames(1, TEXT, "x".repeat(10_000));
        for (int i = 0; i < 2_000 && peer.isRead(); i++) {
            peer.send(frame.readRetainedSlice(1));
        }
        assertFalse(peer.isRead());
        frame.release();
    }

    @Test
    void aBurstOfSomebodyAtThePhoneIsReadAtOnce() {
        Peer peer = new Peer();
        peer.send(frames(195, TEXT, "{\"event\":\"read_receipt\",\"data\":{\"message_id\":\"m1\"}}"));
        assertEquals(195, peer.frames.size());
        assertTrue(peer.isRead());
    }

    @Test
    void besideAFloodSomebodyElseIsReadAtOnce() {
        Peer flood = new Peer();
        Peer other = new Peer();
        flood.send(frames(5_000, PING, ""));
        for (int i = 0; i < 3_000; i++) {
            other.pass(25);
            other.send(frames(1, TEXT, "hi"));
            assertEquals(i + 1, other.frames.size());
        }
        assertTrue(flood.frames.size() < 300);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 250})
    void aGoodbyeIsHeardBehindWhatWasSentBefore(int before) {
        Peer peer = new Peer();
        peer.send(frames(before, TEXT, "x".repeat(40)));
        peer.send(frames(1, CLOSE, ""));
        for (int i = 0; i < 60; i++) {
            peer.pass(50);
        }
        assertEquals(before + 1, peer.frames.size());
        assertTrue(peer.frames.get(before) instanceof CloseWebSocketFrame);
    }

    @Test
    void whileItIsHeldNothingGoesThroughAndAllAfterwards() {
        Peer peer = new Peer();
        peer.reader.hold(true);
        assertTrue(peer.isRead(), "the end of the connection is noticed");
        peer.send(frames(50, PING, ""));
        peer.pass(60_000);
        assertEquals(0, peer.frames.size());
        assertFalse(peer.isRead());
        peer.reader.hold(false);
        assertEquals(50, peer.frames.size());
        assertTrue(peer.isRead());
    }

    @Test
    void nobodyElseMakesItReadMeanwhile() {
        Peer peer = new Peer();
        peer.reader.hold(true);
        peer.send(frames(1, PING, ""));
        peer.channel.config().setAutoRead(true);
        assertFalse(peer.isRead());
        peer.reader.hold(false);
        assertTrue(peer.isRead());
    }

    @Test
    void whatWaitsIsGivenBackWithTheConnection() {
        Peer peer = new Peer();
        ByteBuf flood = frames(5_000, PING, "");
        peer.send(flood);
        peer.frames.forEach(WebSocketFrame::release);
        peer.frames.clear();
        peer.channel.close();
        assertEquals(0, flood.refCnt());
    }
}
