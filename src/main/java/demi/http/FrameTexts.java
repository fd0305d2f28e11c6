package demi.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.CharacterCodingException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a socket's messages together from their frames. Vert.x could do that, but replaces in silence what is no UTF-8.
 */
final class FrameTexts implements Handler<WebSocketFrame> {

    private final int limit;
    private final Consumer<ClientFrame> heard;
    private final Runnable tooBig;
    /** Only there between the frames of one message. */
    private @Nullable Buffer parts;

    private boolean binary;

    /** @param limit of a message, in bytes */
    FrameTexts(int limit, Consumer<ClientFrame> heard, Runnable tooBig) {
        this.limit = limit;
        this.heard = heard;
        this.tooBig = tooBig;
    }

    @Override
    public void handle(WebSocketFrame frame) {
        if (!frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
            return;
        }
        if (!frame.isContinuation()) {
            binary = frame.isBinary();
        }
        Buffer bytes = frame.binaryData();
        Buffer before = parts;
        parts = null;
        if (before != null) {
            bytes = before.appendBuffer(bytes);
        }
        if (bytes.length() > limit) {
            tooBig.run();
        } else if (frame.isFinal()) {
            heard.accept(read(bytes));
        } else {
            parts = before == null ? bytes.copy() : bytes;
        }
    }

    private ClientFrame read(Buffer message) {
        if (binary) {
            return new ClientFrame.Bad("Frames are text.");
        }
        try {
            return FrameReader.read(Json.utf8(message.getBytes()));
        } catch (CharacterCodingException e) {
            return new ClientFrame.Bad("This is not UTF-8.");
        }
    }
}
