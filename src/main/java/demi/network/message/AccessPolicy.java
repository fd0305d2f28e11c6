package demi.network.message;

import java.util.List;
import java.util.function.Predicate;

/**
 * Who may talk to her, and where.
 *
 * @param users whether one of these ids may
 * @param roles whether somebody with these may
 * @param channels whether that is a place for it
 * @param checksRoles whether who somebody is on a server decides
 */
public record AccessPolicy(
        Predicate<List<String>> users,
        Predicate<List<String>> roles,
        Predicate<List<String>> channels,
        boolean checksRoles,
        Direct direct) {

    /** Whose direct messages she answers. */
    public enum Direct {
        EVERYONE,
        LINKED,
        OFF
    }

    /** For a network on which nobody has roles. */
    public static AccessPolicy of(Predicate<List<String>> users, Predicate<List<String>> channels, Direct direct) {
        return new AccessPolicy(users, roles -> true, channels, false, direct);
    }

    /** Whether she listens to it at all. Whether a direct message's writer has to be linked is {@link #answersDirect}'s to say. */
    public boolean allowsMessage(InboundMessage message) {
        boolean direct = message.place().isDirect();
        return !(direct && message.author().bot())
                && allows(message.author().id(), direct, message.author().roles(), message.channels());
    }

    /** @param channels where it is, and what that is a thread of */
    public boolean allows(String user, boolean direct, List<String> roles, List<String> channels) {
        if (!allowsUser(user)) {
            return false;
        }
        return direct ? this.direct != Direct.OFF : this.roles.test(roles) && this.channels.test(channels);
    }

    /** Whether she listens to this user, as far as that is a matter of their id. */
    public boolean allowsUser(String user) {
        return users.test(List.of(user));
    }

    public boolean answersDirect(boolean linked) {
        return switch (direct) {
            case EVERYONE -> true;
            case LINKED -> linked;
            case OFF -> false;
        };
    }
}
