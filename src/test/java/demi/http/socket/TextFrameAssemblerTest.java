package demi.http.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextFrameAssemblerTest {

    private static final String PING = "{\"event\":\"ping\"}";

    private final List<ClientFrame> heard = new ArrayList<>();
    private int tooBig;
    private final TextFrameAssembler texts = new TextFrameAssembler(64, heard::add, () -> tooBig++);

    /** As Vert.x hands it over: what is empty is one buffer for all, to which nothing can be added. */
    private static WebSocketFrame frame(WebSocketFrameType type, String text, boolean last) {
        return new WebSocketFrameImpl(
                type,
                text.isEmpty() ? Unpooled.EMPTY_BUFFER : Unpooled.copiedBuffer(text, StandardCharsets.UTF_8),
                last);
    }

    private void parts(WebSocketFrameType type, String... parts) {
        for (int i = 0; i < parts.length; i++) {
            texts.handle(frame(i == 0 ? type : WebSocketFrameType.CONTINUATION, parts[i], i == parts.length - 1));
        }
    }

    @Test
    void emptyFragmentsAreFragments() {
        parts(WebSocketFrameType.TEXT, "", PING);
        parts(WebSocketFrameType.TEXT, PING, "");
        parts(WebSocketFrameType.TEXT, "", "", PING, "", "");
        parts(WebSocketFrameType.TEXT, "{\"event\":", "", "\"ping\"}");
        assertEquals(4, heard.size());
        heard.forEach(frame -> assertInstanceOf(ClientFrame.Ping.class, frame));
    }

    @Test
    void aMessageOfNothingIsNoJson() {
        parts(WebSocketFrameType.TEXT, "");
        parts(WebSocketFrameType.TEXT, "", "");
        parts(WebSocketFrameType.BINARY, "", "");
        assertEquals(3, heard.size());
        heard.forEach(frame -> assertInstanceOf(ClientFrame.Bad.class, frame));
    }

    @Test
    void controlFramesMayStandBetween() {
        texts.handle(frame(WebSocketFrameType.TEXT, "", false));
        for (WebSocketFrameType type : List.of(WebSocketFrameType.PING, WebSocketFrameType.PONG)) {
            texts.handle(frame(type, "", true));
            texts.handle(frame(type, "x", true));
        }
        texts.handle(frame(WebSocketFrameType.CONTINUATION, PING, true));
        assertInstanceOf(ClientFrame.Ping.class, heard.get(0));
    }

    @Test
    void whatIsTooBigInFragmentsIsToldOnceAndForgotten() {
        texts.handle(frame(WebSocketFrameType.TEXT, "x".repeat(40), false));
        texts.handle(frame(WebSocketFrameType.CONTINUATION, "x".repeat(40), false));
        assertEquals(1, tooBig);
        parts(WebSocketFrameType.TEXT, PING);
        assertInstanceOf(ClientFrame.Ping.class, heard.get(0));
    }

    @Test
    void noOrderOfFramesThrows() {
        List<WebSocketFrameType> types = List.of(WebSocketFrameType.values());
        for (int i = 0; i < types.size() * types.size() * 8; i++) {
            WebSocketFrameType one = types.get(i % types.size());
            WebSocketFrameType other = types.get(i / types.size() % types.size());
            texts.handle(frame(one, (i & 1) == 0 ? "" : "a", (i & 2) == 0));
            texts.handle(frame(other, (i & 4) == 0 ? "" : "b", (i & 2) != 0));
        }
        assertTrue(heard.stream().allMatch(ClientFrame.Bad.class::isInstance));
    }
}
