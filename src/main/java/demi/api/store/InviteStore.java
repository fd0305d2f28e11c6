package demi.api.store;

import demi.api.account.InvitesApi.Invite;
import demi.api.account.InvitesApi.InviteList;
import demi.api.store.AccountStore.AddUser;
import demi.api.store.AccountStore.Outcome;
import demi.bus.RequestAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the store keeps of invitations: a hash of each one's code. */
public final class InviteStore {
    private InviteStore() {}

    /** @param limit how many may be open then; those that are over at its time are let go */
    public record AddInvite(Invite invite, String codeHash, int limit) {}

    /** Not done when so many are open. */
    public static final RequestAddress<AddInvite, Outcome> ADD =
            RequestAddress.of("store.invite.add", AddInvite.class, Outcome.class);

    /** Asks for those that are open at {@code at}, oldest first. */
    public record ListOpenInvites(Instant at) {}

    public static final RequestAddress<ListOpenInvites, InviteList> LIST =
            RequestAddress.of("store.invites", ListOpenInvites.class, InviteList.class);

    public record DropInvite(String id) {}

    /** Not done when there is none. */
    public static final RequestAddress<DropInvite, Outcome> REMOVE =
            RequestAddress.of("store.invite.remove", DropInvite.class, Outcome.class);

    public record FindInvite(String codeHash, Instant at) {}

    /** @param invite null when there is none that is open */
    public record FoundInvite(@Nullable Invite invite) {}

    public static final RequestAddress<FindInvite, FoundInvite> FIND =
            RequestAddress.of("store.invite.find", FindInvite.class, FoundInvite.class);

    /** Adds an account in exchange for an invitation that is open at the account's time; both or neither. */
    public record UseInvite(String codeHash, AddUser user) {}

    public enum UseOutcome {
        JOINED,
        /** The invitation stays: there is an account with this e-mail already. */
        EMAIL_TAKEN,
        /** There is no such open invitation (any more). */
        NOT_OPEN
    }

    public record InviteUsed(UseOutcome outcome) {}

    public static final RequestAddress<UseInvite, InviteUsed> USE =
            RequestAddress.of("store.invite.use", UseInvite.class, InviteUsed.class);
}
