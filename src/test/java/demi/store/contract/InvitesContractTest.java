package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.account.InvitesApi.Invite;
import demi.api.store.AccountStore;
import demi.api.store.InviteStore;
import demi.api.store.InviteStore.UseOutcome;
import demi.api.value.Secret;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvitesContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

    @BeforeEach
    void addOwner() {
        addUser("u1", T);
    }

    @Test
    void openOnesAreListedOldestFirstAndFoundByTheirCode() {
        assertTrue(add("i2", "Cy", T));
        assertTrue(add("i1", null, T.plusSeconds(1)));
        assertFalse(add("i3", null, T.plusSeconds(2)));
        reopen();
        assertEquals(
                List.of(invite("i2", "Cy", T), invite("i1", null, T.plusSeconds(1))),
                ask(InviteStore.LIST, new InviteStore.ListOpenInvites(T)).invites());
        assertEquals(invite("i2", "Cy", T), find("hash of i2", T));
        assertNull(find("hash of i9", T));
        assertNull(find("hash of i2", T.plusSeconds(60)));
        assertEquals(
                List.of(invite("i1", null, T.plusSeconds(1))),
                ask(InviteStore.LIST, new InviteStore.ListOpenInvites(T.plusSeconds(60)))
                        .invites());
    }

    @Test
    void thoseThatAreOverMakeRoom() throws SQLException {
        assertTrue(add("i1", null, T));
        assertTrue(add("i2", null, T));
        assertTrue(add("i3", null, T.plusSeconds(60)));
        assertEquals(1, count("invite"));
    }

    @Test
    void oneIsExchangedForOneAccount() {
        add("i1", "Cy", T);
        assertEquals(UseOutcome.EMAIL_TAKEN, use("hash of i1", "U1@x.org", T));
        assertEquals(UseOutcome.NOT_OPEN, use("hash of i9", "new@x.org", T));
        assertEquals(UseOutcome.NOT_OPEN, use("hash of i1", "new@x.org", T.plusSeconds(60)));
        assertEquals(UseOutcome.JOINED, use("hash of i1", "new@x.org", T));
        assertEquals(UseOutcome.NOT_OPEN, use("hash of i1", "other@x.org", T));
        assertEquals(
                List.of("u1@x.org", "new@x.org"),
                ask(AccountStore.USERS, new AccountStore.ListUsers()).users().stream()
                        .map(AccountStore.User::email)
                        .toList());
    }

    @Test
    void theyAreTakenBackAndGoWithTheLastAccount() throws SQLException {
        addUser("u2", T);
        add("i1", null, T);
        assertTrue(ask(InviteStore.REMOVE, new InviteStore.DropInvite("i1")).done());
        assertFalse(ask(InviteStore.REMOVE, new InviteStore.DropInvite("i1")).done());
        add("i2", null, T);
        ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("u1@x.org"));
        assertEquals(1, count("invite"));
        ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("u2@x.org"));
        assertEquals(0, count("invite"));
    }

    private static Invite invite(String id, @Nullable String name, Instant at) {
        return new Invite(id, name, at, at.plusSeconds(60));
    }

    private boolean add(String id, @Nullable String name, Instant at) {
        return ask(InviteStore.ADD, new InviteStore.AddInvite(invite(id, name, at), "hash of " + id, 2))
                .done();
    }

    private @Nullable Invite find(String hash, Instant at) {
        return ask(InviteStore.FIND, new InviteStore.FindInvite(hash, at)).invite();
    }

    private UseOutcome use(String hash, String email, Instant at) {
        AccountStore.AddUser user =
                new AccountStore.AddUser("id of " + email, email, "name", new Secret("hash"), at, false);
        return ask(InviteStore.USE, new InviteStore.UseInvite(hash, user)).outcome();
    }
}
