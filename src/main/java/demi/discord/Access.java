package demi.discord;

import demi.discord.DiscordSettings.DirectMessages;
import demi.discord.DiscordSettings.Lists;
import java.util.List;

/** Who may talk to her, and where. */
final class Access {

    private final DiscordSettings settings;

    Access(DiscordSettings settings) {
        this.settings = settings;
    }

    /** Whether she listens to it at all. Whether a direct message's writer has to be linked is {@link #answersDirect}'s to say. */
    boolean hears(Incoming message) {
        boolean direct = message.place().isDirect();
        return !(direct && message.author().bot())
                && allows(message.author().id(), direct, message.author().roles(), message.channels());
    }

    /** @param channels where it is, and what that is a thread of */
    boolean allows(String user, boolean direct, List<String> roles, List<String> channels) {
        if (!knows(user)) {
            return false;
        }
        return direct
                ? settings.directMessages() != DirectMessages.OFF
                : settings.roles().allow(roles) && settings.channels().allow(channels);
    }

    /** Whether who somebody is on a server decides. */
    boolean looksAtRoles() {
        return !settings.roles().equals(Lists.EVERYBODY);
    }

    /** Whether she listens to this user, as far as that is a matter of their id. */
    boolean knows(String user) {
        return settings.users().allow(List.of(user));
    }

    boolean answersDirect(boolean linked) {
        return switch (settings.directMessages()) {
            case EVERYONE -> true;
            case LINKED -> linked;
            case OFF -> false;
        };
    }
}
