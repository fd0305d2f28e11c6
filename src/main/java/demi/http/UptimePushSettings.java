package demi.http;

import demi.api.value.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Telling a monitor how she is, for one that does not ask.
 *
 * @param url with the monitor's token in it, without a query; null: nobody is told
 * @param strict whether she counts as down unless everything is up
 */
public record UptimePushSettings(@Nullable Secret url, Duration every, boolean strict) {}
