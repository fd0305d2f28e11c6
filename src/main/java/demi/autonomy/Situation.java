package demi.autonomy;

import demi.contract.Feelings;
import java.time.Instant;

/**
 * What holds for everybody at one moment.
 *
 * @param believed see {@link WallWatch#believed}
 * @param settled whether the clock can be believed
 * @param shedding whether the machine is short of memory
 * @param modelIs why the model cannot be asked; empty when it can
 * @param recent how often she spoke first in the last hour
 */
record Situation(
        Instant now,
        Instant believed,
        boolean settled,
        boolean paused,
        boolean shedding,
        Feelings feelings,
        String modelIs,
        int recent) {}
