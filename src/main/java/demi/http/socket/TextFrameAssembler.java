package demi.http.socket;

import demi.http.web.JsonViews;
import io.vertx.core.Handler;
import io.vertx.core.http.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a socket's messages together from their frames. Vert.x could do that, but replaces in silence what is no UTF-8.
 */
final class TextFrameAssembler implements Handler<WebSocketFrame> {

    private final int limit;
    private final Consumer<ClientFrame> heard;
    private final Runnable tooBig;
    /** Only there between the frames of one message. */
    private @Nullable ByteArrayOutputStream parts;

    private boolean binary;

    /** @param limit of a message, in bytes */
    TextFrameAssembler(int limit, Consumer<ClientFrame> heard, Runnable tooBig) {
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
        byte[] bytes = frame.binaryData().getBytes();
        int length = bytes.length + (parts == null ? 0 : parts.size());
        if (length > limit) {
            parts = null;
            tooBig.run();
        } else if (!frame.isFinal()) {
            parts = parts == null ? new ByteArrayOutputStream(length) : parts;
            parts.writeBytes(bytes);
        } else if (parts == null) {
            heard.accept(read(bytes));
        } else {
            parts.writeBytes(bytes);
            byte[] whole = parts.toByteArray();
            parts = null;
            heard.accept(read(whole));
        }
    }

    private ClientFrame read(byte[] message) {
        if (binary) {
            return new ClientFrame.Bad("Frames are text.");
        }
        try {
            return ClientFrameParser.read(JsonViews.utf8(message));
        } catch (CharacterCodingException e) {
            return new ClientFrame.Bad("This is not UTF-8.");
        }
    }
}
