package demi.telegram.bot;

/**
 * A command that Telegram offers while one types.
 *
 * @param name 1 to 32 of a to z, 0 to 9 and _
 * @param description 1 to 256 characters
 */
public record BotCommand(String name, String description) {}
