package demi.api.store;

import demi.api.store.AccountStore.Outcome;
import demi.bus.RequestAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Pictures that people send in the app. The model asks for them by {@link demi.api.AttachmentsApi}, as of every network. */
public final class PictureStore {
    private PictureStore() {}

    /** The network that such a picture's {@link demi.api.value.PictureAddress} names; the address is {@code user/picture}. */
    public static final String NETWORK = "own";

    /**
     * @param type such as {@code image/png}
     * @param content in Base64
     */
    public record Picture(String id, String type, String content) {
        @Override
        public String toString() {
            return "Picture[" + id + ", " + type + "]";
        }
    }

    /** @param unused so many of this person's may be without a message; those of more than a day ago are let go */
    public record AddPicture(String userId, Picture picture, Instant at, int unused) {}

    /** Not done when there are too many without a message. */
    public static final RequestAddress<AddPicture, Outcome> ADD =
            RequestAddress.of("store.picture.add", AddPicture.class, Outcome.class);

    public record FindPicture(String userId, String id) {}

    /** @param picture null when this person has none of that name */
    public record FoundPicture(@Nullable Picture picture) {}

    public static final RequestAddress<FindPicture, FoundPicture> FIND =
            RequestAddress.of("store.picture", FindPicture.class, FoundPicture.class);
}
