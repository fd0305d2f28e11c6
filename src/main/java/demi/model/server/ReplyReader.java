package demi.model.server;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Understands the lines of one streamed reply, in their order. */
public interface ReplyReader {

    /**
     * What a line says, which may be nothing yet.
     *
     * @param line without the line feed at its end
     * @throws IllegalArgumentException when it is none of this protocol; with words that quote nothing of it
     */
    List<ReplyChunk> line(Buffer line);

    /** The server has closed the stream, which not every protocol means to be done before: what is left to say. */
    List<ReplyChunk> end();

    /** Whether the reply is whole, and what may still come is of no weight: nobody waits long for it. */
    default boolean isWhole() {
        return false;
    }
}
