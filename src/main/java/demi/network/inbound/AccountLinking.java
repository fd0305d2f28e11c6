package demi.network.inbound;

import demi.api.AccountsApi;
import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Kind;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.network.client.Post;
import demi.network.message.InboundMessage;
import demi.network.message.ReplyTarget;
import demi.network.outbound.OutboundQueue;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes somebody's account on a network and their Demi account one. Whoever is logged in to Demi gets a code, and types it on the
 * network: so both accounts are shown to be theirs, and nobody can be talked into typing a stranger's code where they are logged in.
 */
@WallTime("when a link code was used")
public final class AccountLinking {

    public static final String DONE =
            "So that was you all along. From now on this and your phone are one conversation.";
    public static final String UNDONE = "As you wish. From now on this is a conversation of its own again.";
    public static final String WRONG =
            "That code is no good (any more). Get a new one in Demi, and send it within ten minutes.";
    public static final String TOO_MANY = "Those were too many wrong codes. Try again in ten minutes.";
    private static final String FAILED = "That did not work. Try again in a minute.";

    private static final Logger LOG = LoggerFactory.getLogger(AccountLinking.class);
    /** {@code /start} with it is what a link to her leads to, where the network has such links. */
    private static final Pattern WISH =
            Pattern.compile("(?:[/!]?link|/start)\\s+([A-Za-z0-9]{5}-?[A-Za-z0-9]{5})", Pattern.CASE_INSENSITIVE);

    private final Bus bus;
    private final InstantSource clock;
    private final String network;
    private final OutboundQueue deliveries;

    /** @param network its name */
    public AccountLinking(Bus bus, InstantSource clock, String network, OutboundQueue deliveries) {
        this.bus = bus;
        this.clock = clock;
        this.network = network;
        this.deliveries = deliveries;
    }

    /** Whether a direct message is not for her, but a code. */
    public boolean isLinkCode(String text) {
        return WISH.matcher(text.strip()).matches();
    }

    public void byDirectMessage(InboundMessage message, String text) {
        Matcher wish = WISH.matcher(text.strip());
        if (wish.matches()) {
            ReplyTarget place = message.place();
            link(message.author().id(), message.author().name(), wish.group(1))
                    .onSuccess(answer -> deliveries.post(place, List.of(Post.line(answer, "link-" + place.message()))));
        }
    }

    /** What to answer. */
    Future<String> link(String person, String name, String code) {
        return bus.request(AccountsApi.USE_LINK_CODE, new AccountsApi.UseLinkCode(network, person, new Secret(code)))
                .compose(use -> switch (use.outcome()) {
                    case TOO_MANY -> Future.succeededFuture(TOO_MANY);
                    case WRONG -> Future.succeededFuture(WRONG);
                    case GOOD -> linked(person, name, Objects.requireNonNull(use.userId()));
                })
                .onFailure(thrown -> LOG.warn("Could not look at a link code: {}", thrown.getMessage()))
                .otherwise(FAILED);
    }

    private Future<String> linked(String person, String name, String userId) {
        return bus.request(
                        IdentityStore.RESOLVE,
                        new IdentityStore.ResolveIdentity(network, Kind.PERSON, person, name, clock.instant()))
                .compose(
                        met -> bus.request(IdentityStore.LINK, new IdentityStore.LinkIdentity(network, person, userId)))
                .onSuccess(linked -> LOG.info("Linked: network={} person={} account={}", network, person, userId))
                .map(DONE)
                .onFailure(thrown -> LOG.warn("Could not link an account: {}", thrown.getMessage()))
                .otherwise(WRONG);
    }

    Future<String> unlink(String person) {
        return bus.request(IdentityStore.LINK, new IdentityStore.LinkIdentity(network, person, null))
                .map(UNDONE)
                .onFailure(thrown -> LOG.warn("Could not unlink an account: {}", thrown.getMessage()))
                .otherwise(FAILED);
    }
}
