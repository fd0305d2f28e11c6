package demi.telegram.update;

import org.jspecify.annotations.Nullable;

/**
 * Where a forwarded message comes from.
 *
 * @param name of the person, the group or the channel
 * @param user null where the person hides the account, or it was no person
 * @param chat of a group or a channel
 */
public record ForwardOrigin(
        String name, @Nullable User user, @Nullable Chat chat) {}
