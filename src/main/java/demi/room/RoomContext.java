package demi.room;

import demi.bus.Bus;
import demi.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rooms are made with.
 *
 * @param settings also the data directory, the time zone, and whether this is a rehearsal
 * @param registry also a {@link MeterRegistry}
 * @param places folders outside the data directory in which rooms write
 * @param ramblePlace where she may think aloud, on the first of the networks that are on and have such a place; null: nowhere
 */
public record RoomContext(
        Bus bus,
        InstantSource clock,
        Settings settings,
        PrometheusMeterRegistry registry,
        Mode mode,
        List<Path> places,
        @Nullable String ramblePlace) {

    /** Who has it opened. */
    public enum Mode {
        /** The process that serves everybody. */
        SERVER,
        /** A command, for itself: the room answers what it is asked, and begins nothing of its own. */
        COMMAND
    }

    public RoomContext {
        places = List.copyOf(places);
    }

    public boolean isCommand() {
        return mode == Mode.COMMAND;
    }
}
