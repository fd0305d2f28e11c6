package demi.matrix;

import demi.api.store.RuntimeOverrideStore;
import demi.bus.Bus;
import demi.matrix.client.MatrixClient;
import demi.matrix.client.OutgoingMessage;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in a room that is encrypted, once and in the clear, that she cannot read there. */
final class EncryptedRooms {

    private static final Logger LOG = LoggerFactory.getLogger(EncryptedRooms.class);

    static final String WORD = "I cannot read this room: it is encrypted, and I have no keys. "
            + "In a room without encryption I am all ears.";

    private final Bus bus;
    private final MatrixClient client;

    EncryptedRooms(Bus bus, MatrixClient client) {
        this.bus = bus;
        this.client = client;
    }

    void unreadable(String room) {
        String name = "matrix.encrypted." + room;
        bus.request(RuntimeOverrideStore.GET, new RuntimeOverrideStore.GetOverride(name))
                .compose(found -> found.value() == null ? say(room, name) : Future.succeededFuture())
                .onFailure(thrown ->
                        LOG.warn("Could not say that a room is encrypted: room={}: {}", room, thrown.getMessage()));
    }

    private Future<?> say(String room, String name) {
        return client.send(new OutgoingMessage(room, WORD, "demi-encrypted", null, null, List.of()))
                .compose(said ->
                        bus.request(RuntimeOverrideStore.SAVE, new RuntimeOverrideStore.SaveOverride(name, "said")));
    }
}
