package demi.matrix;

import demi.api.value.Secret;
import demi.network.message.AccessPolicy;
import demi.network.message.AllowList;
import demi.network.message.ChatRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Her account on Matrix; off without one.
 *
 * @param homeserver of her account
 * @param accessToken null together with the homeserver
 * @param tokenName what the owner calls the token: the variable or the setting that it came from
 * @param invites whose invites she accepts
 * @param directMessages whose she answers
 * @param users who may talk to her at all
 * @param rooms in which several talk and she may be talked to
 * @param answeredRooms of those, in which she answers without being named
 * @param burstPause how long she waits whether somebody goes on typing
 * @param overheard how many of the last messages of a room she is told of when she is spoken to there
 */
public record MatrixSettings(
        @Nullable URI homeserver,
        @Nullable Secret accessToken,
        String tokenName,
        Invites invites,
        AccessPolicy.Direct directMessages,
        AllowList users,
        AllowList rooms,
        List<String> answeredRooms,
        Duration burstPause,
        int overheard) {

    public MatrixSettings {
        answeredRooms = List.copyOf(answeredRooms);
    }

    /** Whose invites she accepts. */
    public enum Invites {
        EVERYONE,
        /** Of those who have their account where she has hers. */
        HOMESERVER,
        OFF
    }

    ChatRules rules() {
        return new ChatRules(access(), answeredRooms, 0, burstPause, overheard);
    }

    AccessPolicy access() {
        return AccessPolicy.of(users::allow, rooms::allow, directMessages);
    }

    /**
     * Whether she joins.
     *
     * @param self her id
     */
    boolean accepts(String self, String room, String inviter, boolean direct) {
        boolean known = switch (invites) {
            case EVERYONE -> true;
            case HOMESERVER -> server(inviter).equals(server(self));
            case OFF -> false;
        };
        return known && access().allows(inviter, direct, List.of(), List.of(room));
    }

    private static String server(String user) {
        return user.substring(user.indexOf(':') + 1);
    }
}
