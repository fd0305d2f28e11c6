package demi.api.account;

import demi.api.AccountsApi.LoginResult;
import demi.api.value.Secret;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the owner lets others make an account of their own: by a code that is good once. */
public final class InvitesApi {
    private InvitesApi() {}

    /**
     * One that was not used yet.
     *
     * @param name what she is to call who comes by it, where they choose no other
     */
    public record Invite(String id, @Nullable String name, Instant createdAt, Instant expiresAt) {}

    public record CreateInvite(@Nullable String name) {}

    /**
     * @param invite null where too many are open
     * @param code of it, which cannot be seen again; null with it
     */
    public record InviteCreated(
            @Nullable Invite invite, @Nullable Secret code) {}

    /** Fails INVALID where the name does not fit the rules. */
    public static final RequestAddress<CreateInvite, InviteCreated> CREATE =
            RequestAddress.of("accounts.invite.create", CreateInvite.class, InviteCreated.class);

    public record ListInvites() implements Repeatable {}

    /** Open ones, oldest first. */
    public record InviteList(List<Invite> invites) {
        public InviteList {
            invites = List.copyOf(invites);
        }
    }

    public static final RequestAddress<ListInvites, InviteList> LIST =
            RequestAddress.of("accounts.invites", ListInvites.class, InviteList.class);

    public record RemoveInvite(String id) {}

    /** @param found whether there was such an open one */
    public record InviteRemoved(boolean found) {}

    public static final RequestAddress<RemoveInvite, InviteRemoved> REMOVE =
            RequestAddress.of("accounts.invite.remove", RemoveInvite.class, InviteRemoved.class);

    /**
     * Asks whether a code is good; nothing comes of it.
     *
     * @param address the client's network address, for the limits on attempts
     */
    public record CheckInvite(Secret code, String address) implements Repeatable {}

    /**
     * @param invite null where the code is not good (any more)
     * @param retryAfterSeconds after too many attempts: then it was not looked at; else 0
     */
    public record InviteChecked(@Nullable Invite invite, long retryAfterSeconds) {}

    public static final RequestAddress<CheckInvite, InviteChecked> CHECK =
            RequestAddress.of("accounts.invite.check", CheckInvite.class, InviteChecked.class);

    /**
     * Makes an account and logs it in. The code dies with it.
     *
     * @param username null: as the invitation has it, or the part of the e-mail before the at
     */
    public record Join(
            Secret code, String email, @Nullable String username, Secret password, String deviceName, String address) {}

    public static final RequestAddress<Join, LoginResult> JOIN =
            RequestAddress.of("accounts.invite.join", Join.class, LoginResult.class);
}
