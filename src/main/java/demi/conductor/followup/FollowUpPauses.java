package demi.conductor.followup;

import java.time.Duration;

/**
 * How long everybody has to be silent before something is followed up.
 *
 * @param usual after a reply
 * @param sliding the same, for a model that reads everything again after any question
 */
public record FollowUpPauses(Duration usual, Duration sliding) {}
