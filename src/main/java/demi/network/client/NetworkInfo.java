package demi.network.client;

import java.time.Duration;

/**
 * What a network is like.
 *
 * @param name in client ids, addresses and the part of health: small letters and digits
 * @param title for people, as {@code Discord}
 * @param longestPost characters that it takes in one post
 * @param typingShown how long it shows that she is typing, once told so
 * @param textCommands whether words such as {@code /mood} are commands; false where it has commands of its own
 */
public record NetworkInfo(String name, String title, int longestPost, Duration typingShown, boolean textCommands) {}
