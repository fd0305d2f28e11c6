package demi.http.server;

import io.netty.channel.ChannelHandler;
import io.vertx.core.net.impl.VertxHandler;
import java.lang.reflect.Field;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of the HTTP connection, the request and its headers that a WebSocket came by. Vert.x 5.0.10 keeps them as long as the
 * socket lives, by what its handler was made with and never needs again: 8 KiB, which is as much as the rest of an idle socket.
 */
final class HandshakeRelease {

    private static final Logger LOG = LoggerFactory.getLogger(HandshakeRelease.class);

    /** From this Java on nobody may change what is final without being warned of. */
    private static final int FINAL_IS_FINAL = 26;

    private static final @Nullable Field MAKER = maker();

    private HandshakeRelease() {}

    private static @Nullable Field maker() {
        if (Runtime.version().feature() >= FINAL_IS_FINAL) {
            return null;
        }
        try {
            Field field = VertxHandler.class.getDeclaredField("connectionFactory");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | RuntimeException otherVertx) {
            LOG.debug("Idle sockets take more memory with this Vert.x", otherVertx);
            return null;
        }
    }

    /** @param handler of the socket, which is open; another one is left as it is */
    static void of(ChannelHandler handler) {
        if (MAKER != null && handler instanceof VertxHandler<?> made && made.getConnection() != null) {
            Function<Object, Object> used = again -> {
                throw new IllegalStateException("A handler is added once.");
            };
            try {
                MAKER.set(made, used);
            } catch (IllegalAccessException | RuntimeException e) {
                LOG.debug("Could not let go of a handshake", e);
            }
        }
    }
}
