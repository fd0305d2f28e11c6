/**
 * Tells a person's phone that she wrote: ntfy, Gotify or a webhook, each notification once or, where that is in doubt, not.
 */
@org.jspecify.annotations.NullMarked
package demi.notifications;
