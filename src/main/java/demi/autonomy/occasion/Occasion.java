package demi.autonomy.occasion;

import demi.api.ChatApi;
import demi.api.store.AutonomyStore.Asked;
import java.time.Instant;

/**
 * A reason to write to somebody.
 *
 * @param asked what is kept of it, so that it is one only once
 * @param from when it begins to be one
 * @param until when it is too late
 * @param talkedSince who has spoken of it later than this need not be asked
 * @param content what she knows of it, to see whether they have
 * @param minor whether it is nothing out of the ordinary: one is not asked after such things every day
 */
public record Occasion(
        ChatApi.Occasion what,
        Asked asked,
        Instant from,
        Instant until,
        Instant talkedSince,
        String content,
        boolean minor) {

    public boolean isDue(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    /** Whether it can wait for an hour at which they usually are there. */
    public boolean canWait() {
        return what.kind() == ChatApi.OccasionKind.HOW_DID_IT_GO || what.kind() == ChatApi.OccasionKind.TRIP_OVER;
    }

    /** Whether it is one while they are on a holiday, too. */
    public boolean countsOnHolidays() {
        return what.kind() == ChatApi.OccasionKind.BIRTHDAY || what.kind() == ChatApi.OccasionKind.TRIP_OVER;
    }

    /** Whether it is why they have not answered. */
    public boolean explains() {
        return what.kind() == ChatApi.OccasionKind.TRIP_OVER;
    }

    @Override
    public String toString() {
        return "Occasion[" + asked + "]";
    }
}
