package demi.util;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;

/**
 * UUIDs that begin with the time (version 7, RFC 9562), for rows of which there are many: one after the other they lie on the same
 * page of an index, where random ones are each written to a page of their own. They can be guessed, so that none of them may be
 * a secret. Safe from any thread.
 */
public final class TimeOrderedId {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private TimeOrderedId() {}

    /** Later than those of this process before, also within a millisecond, as long as the clock is not set back. */
    public static String next() {
        return IDS.generate().toString();
    }
}
