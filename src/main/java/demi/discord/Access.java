package demi.discord;

import demi.discord.DiscordSettings.DirectMessages;
import java.util.List;

/** Who may talk to her, and where. */
final class Access {

    private final DiscordSettings settings;

    Access(DiscordSettings settings) {
        this.settings = settings;
    }

    /** Whether she listens to it at all. Whether a direct message's writer has to be linked is {@link #answersDirect}'s to say. */
    boolean hears(Incoming message) {
        if (!settings.users().allow(List.of(message.author().id()))) {
            return false;
        }
        if (message.place().isDirect()) {
            return settings.directMessages() != DirectMessages.OFF
                    && !message.author().bot();
        }
        return settings.roles().allow(message.author().roles())
                && settings.channels().allow(message.channels());
    }

    boolean answersDirect(boolean linked) {
        return switch (settings.directMessages()) {
            case EVERYONE -> true;
            case LINKED -> linked;
            case OFF -> false;
        };
    }
}
