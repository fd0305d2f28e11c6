package demi.resources;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The room's settings.
 *
 * @param places where she writes: of their disks the one with the least space counts
 * @param threshold percent of memory above which she does less
 * @param sampleEvery how often everything is looked at
 * @param calmFor how long memory has to be below the threshold before she does everything again
 */
public record ResourcesSettings(List<Path> places, int threshold, Duration sampleEvery, Duration calmFor) {
    public ResourcesSettings {
        places = List.copyOf(places);
    }
}
