package demi.matrix.message;

import demi.matrix.client.MatrixClient;
import demi.network.client.AttachmentSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Pictures and files, which her own homeserver has or gets, and shows to those who are logged in. */
public final class MatrixFiles implements AttachmentSource {

    private final MatrixClient client;

    public MatrixFiles(MatrixClient client) {
        this.client = client;
    }

    @Override
    public boolean isOwn(String address) {
        return MatrixClient.isMedia(address);
    }

    @Override
    public Optional<Future<Buffer>> fetch(String address, int largest) {
        return Optional.of(client.media(address, largest));
    }
}
