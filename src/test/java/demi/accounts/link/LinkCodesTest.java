package demi.accounts.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import demi.api.AccountsApi.CreateLinkCode;
import demi.api.AccountsApi.LinkCodeOutcome;
import demi.api.AccountsApi.UseLinkCode;
import demi.api.NetworkApi;
import demi.api.value.Secret;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkCodesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void codesDieOfUseOfAgeAndOfTheNextOne() {
        LinkCodes codes = new LinkCodes();
        Secret first = codes.make("ann", NOW);
        Secret second = codes.make("ann", NOW);
        assertEquals(Optional.empty(), codes.use("1", first.value(), NOW));
        assertEquals(Optional.of("ann"), codes.use("1", second.value().toLowerCase(Locale.ROOT), NOW));
        assertEquals(Optional.empty(), codes.use("1", second.value(), NOW));
        Secret old = codes.make("ann", NOW);
        assertEquals(Optional.empty(), codes.use("1", old.value(), NOW.plus(LinkCodes.LIFETIME)));
    }

    @Test
    void aCodeIsForAnyNetworkThatIsUp() {
        AccountLinks links = new AccountLinks(() -> NOW);
        assertNull(links.create(new CreateLinkCode("ann")).result().code());
        links.onNetworkState(new NetworkApi.State("discord", true));
        links.onNetworkState(new NetworkApi.State("telegram", true));
        links.onNetworkState(new NetworkApi.State("discord", false));
        Secret code = links.create(new CreateLinkCode("ann")).result().code();
        assertNotNull(code);
        assertEquals(
                LinkCodeOutcome.WRONG,
                links.use(new UseLinkCode("telegram", "7", new Secret("AAAAA-AAAAA")))
                        .result()
                        .outcome());
        assertEquals(
                "ann",
                links.use(new UseLinkCode("telegram", "7", code)).result().userId());
        links.onNetworkState(new NetworkApi.State("telegram", false));
        assertNull(links.create(new CreateLinkCode("ann")).result().code());
    }

    @Test
    void whoTriesTooOftenOnOneNetworkMayStillTryOnAnother() {
        AccountLinks links = new AccountLinks(() -> NOW);
        links.onNetworkState(new NetworkApi.State("telegram", true));
        Secret code = links.create(new CreateLinkCode("ann")).result().code();
        assertNotNull(code);
        for (int i = 0; i < 5; i++) {
            links.use(new UseLinkCode("telegram", "7", new Secret("AAAAA-AAAAA")));
        }
        assertEquals(
                LinkCodeOutcome.TOO_MANY,
                links.use(new UseLinkCode("telegram", "7", code)).result().outcome());
        assertEquals(
                LinkCodeOutcome.GOOD,
                links.use(new UseLinkCode("matrix", "7", code)).result().outcome());
    }
}
