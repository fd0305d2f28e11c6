package demi.telegram.update;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened; at most one of message and membership is there, and neither of what is not listened to (edits, for one)
 * or could not be read.
 *
 * @param id rises by one with each update, but begins anew at any number after a week without any
 */
public record Update(
        long id, @Nullable Message message, @Nullable Membership membership) {}
