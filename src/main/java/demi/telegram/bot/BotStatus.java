package demi.telegram.bot;

/**
 * How it stands with Telegram.
 *
 * @param sentence for a person to read, without a secret
 */
public record BotStatus(State state, String sentence) {

    public enum State {
        /** Nothing is known yet. */
        CONNECTING,
        CONNECTED,
        /** Telegram does not answer as it should; it is asked again. */
        RETRYING,
        /** Another program listens with the same token; it is tried again. */
        CONFLICT,
        /** The token is of no use: a person has to set another one. Nothing is tried any more. */
        REFUSED
    }

    static final BotStatus NO_TOKEN = new BotStatus(
            State.REFUSED, "The bot token is not of the form that BotFather gives, such as 123456:AbC-dEf.");

    /** What a call that failed says of it. */
    static BotStatus of(BotApiException thrown) {
        return switch (thrown.kind()) {
            case TOKEN ->
                new BotStatus(
                        State.REFUSED,
                        "Telegram does not know the bot token (" + thrown.sentence()
                                + "). Set the one that BotFather shows for this bot, and restart Demi.");
            case CONFLICT ->
                new BotStatus(
                        State.CONFLICT,
                        "Another program listens with the same bot token. Stop it, or give each of them a bot of its"
                                + " own.");
            case FLOOD -> new BotStatus(State.RETRYING, "Telegram asks to wait.");
            default -> new BotStatus(State.RETRYING, "Telegram cannot be reached (" + thrown.sentence() + ").");
        };
    }
}
