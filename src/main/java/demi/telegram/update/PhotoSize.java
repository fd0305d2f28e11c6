package demi.telegram.update;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One of the sizes in which Telegram keeps a photo, always as JPEG.
 *
 * @param bytes {@link #UNKNOWN} where it is not said
 */
public record PhotoSize(String fileId, int width, int height, long bytes) {

    public static final long UNKNOWN = -1;

    /** The size with the most pixels of those that are not said to be larger than that; empty where all of them are. */
    public static Optional<PhotoSize> largestWithin(List<PhotoSize> sizes, long mostBytes) {
        return sizes.stream()
                .filter(size -> size.bytes <= mostBytes)
                .max(Comparator.comparingLong(size -> (long) size.width * size.height));
    }
}
