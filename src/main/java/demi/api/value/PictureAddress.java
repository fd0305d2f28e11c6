package demi.api.value;

import java.util.Optional;

/**
 * Where a picture is that came with a message: on which network, and under which address there. As text it is what a message holds.
 *
 * @param network as in {@link NetworkMessageId}
 * @param address on one line; only the network has to understand it
 */
public record PictureAddress(String network, String address) {

    public String text() {
        return network + ":" + address;
    }

    /** Empty where that is no such text. */
    public static Optional<PictureAddress> of(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                ? Optional.of(new PictureAddress(text.substring(0, colon), text.substring(colon + 1)))
                : Optional.empty();
    }

    /** The address lets anybody look at it. */
    @Override
    public String toString() {
        return "PictureAddress[" + network + "]";
    }
}
