package demi.api;

import demi.bus.RequestAddress;
import java.util.List;

/** What came with messages. It stays where its network keeps it, and is asked for when it is needed. */
public final class AttachmentsApi {
    private AttachmentsApi() {}

    /**
     * Asks for pictures that came with messages.
     *
     * @param addresses as the network gave them
     */
    public record FetchPictures(List<String> addresses) {
        public FetchPictures {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String toString() {
            return "FetchPictures[" + addresses.size() + " pictures]";
        }
    }

    /** @param images in Base64: those that are there still, and are pictures */
    public record Pictures(List<String> images) {
        public Pictures {
            images = List.copyOf(images);
        }

        @Override
        public String toString() {
            return "Pictures[" + images.size() + " pictures]";
        }
    }

    /** @param network of {@link demi.api.value.PictureAddress}; it answers itself */
    public static RequestAddress<FetchPictures, Pictures> fetch(String network) {
        return RequestAddress.of("attachments.fetch." + network, FetchPictures.class, Pictures.class);
    }
}
