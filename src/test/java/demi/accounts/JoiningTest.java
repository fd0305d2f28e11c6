package demi.accounts;

import static demi.accounts.AccountsFixture.EMAIL;
import static demi.accounts.AccountsFixture.PASSWORD;
import static demi.accounts.AccountsFixture.granted;
import static demi.accounts.AccountsFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.RefusalReason;
import demi.api.account.InvitesApi;
import demi.api.value.Secret;
import demi.bus.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How somebody comes in whom the owner has invited. */
class JoiningTest {

    private static final Secret GUESS = new Secret("aaaaa-aaaaa-aaaaa-aaaaa");

    private final AccountsFixture door = AccountsFixture.withAnn();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void anInvitationMakesOneAccountAndIsGone() {
        Secret code = invite("Cy");
        assertEquals("Cy", check(code));
        AccountsApi.Tokens tokens = granted(join(code, " Cy@Example.org ", null));
        AccountsApi.Caller caller = door.callerOf(tokens);
        assertEquals("cy@example.org", caller.email());
        assertFalse(caller.owner());
        assertEquals("Cy", door.user("cy@example.org").username());
        granted(door.login("cy@example.org", PASSWORD));
        refused(RefusalReason.BAD_CODE, join(code, "dee@example.org", null));
        assertNull(checked(code).invite());
        assertTrue(open().isEmpty());
    }

    @Test
    void aNameOfOnesOwnComesFirstThenTheInvitationsThenTheEmails() {
        granted(join(invite("Cy"), "a@example.org", "Cyrus"));
        granted(join(invite("Cy"), "b@example.org", " "));
        granted(join(invite(" "), "c@example.org", null));
        assertEquals("Cyrus", door.user("a@example.org").username());
        assertEquals("Cy", door.user("b@example.org").username());
        assertEquals("c", door.user("c@example.org").username());
    }

    @Test
    void theCodeCanBeTyped() {
        Secret code = invite(null);
        assertTrue(code.value().matches("([a-z2-9]{5}-){3}[a-z2-9]{5}"), "as a person writes it down");
        Secret typed = new Secret(code.value().replace("-", " ").toUpperCase(Locale.ROOT));
        granted(join(typed, "cy@example.org", null));
        assertNotEquals(code, invite(null));
    }

    @Test
    void badInputKeepsTheInvitation() {
        Secret code = invite(null);
        refused(RefusalReason.BAD_INPUT, join(code, "nothing", null));
        refused(RefusalReason.BAD_INPUT, join(code, "cy@example.org", "x".repeat(101)));
        refused(
                RefusalReason.BAD_INPUT,
                door.ask(InvitesApi.JOIN, joining(code, "cy@example.org", null, new Secret("short"))));
        refused(RefusalReason.CONFLICT, join(code, EMAIL.toUpperCase(Locale.ROOT), null));
        granted(join(code, "cy@example.org", null));
    }

    @Test
    void itIsGoodForSevenDays() {
        Secret first = invite(null);
        Secret second = invite(null);
        door.pass(Duration.ofDays(7).minusSeconds(1));
        granted(join(first, "cy@example.org", null));
        door.pass(Duration.ofSeconds(1));
        assertNull(checked(second).invite());
        refused(RefusalReason.BAD_CODE, join(second, "dee@example.org", null));
        assertTrue(open().isEmpty());
    }

    @Test
    void oneThatIsTakenBackIsGoodNoMore() {
        Secret code = invite("Cy");
        String id = open().get(0).id();
        assertTrue(door.ask(InvitesApi.REMOVE, new InvitesApi.RemoveInvite(id)).found());
        assertFalse(door.ask(InvitesApi.REMOVE, new InvitesApi.RemoveInvite(id)).found());
        refused(RefusalReason.BAD_CODE, join(code, "cy@example.org", null));
    }

    @Test
    void atMostTwentyAreOpen() {
        for (int i = 0; i < 20; i++) {
            invite("p" + i);
        }
        assertNull(create("one more").invite());
        assertNull(create("one more").code());
        door.ask(InvitesApi.REMOVE, new InvitesApi.RemoveInvite(open().get(0).id()));
        invite("in its place");
        door.pass(Duration.ofDays(7));
        invite("those that are over do not count");
        assertEquals(1, open().size());
    }

    @Test
    void aNameAgainstTheRulesIsRefused() {
        for (String name : List.of("x".repeat(101), "a\u0007b")) {
            assertEquals(
                    Failure.Code.INVALID,
                    door.failure(InvitesApi.CREATE, new InvitesApi.CreateInvite(name))
                            .code());
        }
    }

    @Test
    void guessesCountAsAttemptsToLogIn() {
        Secret code = invite(null);
        for (int i = 0; i < 15; i++) {
            assertNull(checked(GUESS).invite());
            refused(RefusalReason.BAD_CODE, join(GUESS, "cy@example.org", null));
        }
        assertEquals(60, checked(code).retryAfterSeconds());
        refused(RefusalReason.TOO_MANY_ATTEMPTS, join(code, "cy@example.org", null));
        door.pass(Duration.ofMinutes(1));
        assertEquals(0, checked(new Secret("")).retryAfterSeconds());
        granted(join(code, "cy@example.org", null));
    }

    @Test
    void usedTwiceAtOnceItMakesOneAccount() {
        Secret code = invite(null);
        List<Future<LoginResult>> asked = IntStream.range(0, 5)
                .mapToObj(i ->
                        door.bus.request(InvitesApi.JOIN, joining(code, "cy" + i + "@example.org", null, PASSWORD)))
                .toList();
        long entered = asked.stream()
                .map(AccountsFixture::await)
                .filter(AccountsApi.Granted.class::isInstance)
                .count();
        assertEquals(1, entered);
        assertEquals(
                2,
                door.ask(AccountsApi.LIST, new AccountsApi.ListAccounts())
                        .accounts()
                        .size());
    }

    @Test
    void nobodyBecomesOwnerByAnInvitation() {
        Secret code = invite(null);
        door.manage(AccountsApi.Action.REMOVE, EMAIL, null);
        refused(RefusalReason.BAD_CODE, join(code, "cy@example.org", null));
    }

    private Secret invite(@Nullable String name) {
        InvitesApi.InviteCreated created = create(name);
        assertNotNull(created.invite());
        Secret code = created.code();
        assertNotNull(code);
        return code;
    }

    private InvitesApi.InviteCreated create(@Nullable String name) {
        return door.ask(InvitesApi.CREATE, new InvitesApi.CreateInvite(name));
    }

    private List<InvitesApi.Invite> open() {
        return door.ask(InvitesApi.LIST, new InvitesApi.ListInvites()).invites();
    }

    private @Nullable String check(Secret code) {
        InvitesApi.Invite invite = checked(code).invite();
        assertNotNull(invite);
        return invite.name();
    }

    private InvitesApi.InviteChecked checked(Secret code) {
        return door.ask(InvitesApi.CHECK, new InvitesApi.CheckInvite(code, "192.0.2.1"));
    }

    private LoginResult join(Secret code, String email, @Nullable String name) {
        return door.ask(InvitesApi.JOIN, joining(code, email, name, PASSWORD));
    }

    private static InvitesApi.Join joining(Secret code, String email, @Nullable String name, Secret password) {
        return new InvitesApi.Join(code, email, name, password, "Browser", "192.0.2.1");
    }
}
