package demi.autonomy.quiet;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** A time of day at which somebody wants to be left alone, whether or not it goes over midnight. */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    public boolean at(Instant now) {
        LocalTime time = now.atZone(zone).toLocalTime();
        boolean started = !time.isBefore(from);
        boolean over = !time.isBefore(to);
        return from.isBefore(to) ? started && !over : !from.equals(to) && (started || !over);
    }
}
