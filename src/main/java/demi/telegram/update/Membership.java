package demi.telegram.update;

/**
 * The bot was let into a chat, thrown out of it, blocked or unblocked. A private chat is blocked where {@code isMember} is false.
 *
 * @param by who did it
 */
public record Membership(Chat chat, User by, boolean wasMember, boolean isMember) {}
