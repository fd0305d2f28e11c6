package demi.discord.inbound;

import demi.api.store.DiscordStore;
import demi.api.store.DiscordStore.Kind;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.discord.jda.DiscordClient.Post;
import demi.discord.message.InboundMessage;
import demi.discord.message.LinkCodes;
import demi.discord.message.ReplyTarget;
import demi.discord.outbound.OutboundQueue;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a Discord account and a Demi account one. Whoever is logged in to Demi gets a code, and types it on Discord: so both
 * accounts are shown to be theirs, and nobody can be talked into typing a stranger's code where they are logged in.
 */
public final class AccountLinking {

    public static final String DONE =
            "So that was you all along. From now on this and your phone are one conversation.";
    public static final String UNDONE = "As you wish. From now on this is a conversation of its own again.";
    public static final String WRONG =
            "That code is no good (any more). Get a new one in Demi, and send it within ten minutes.";
    public static final String TOO_MANY = "Those were too many wrong codes. Try again in ten minutes.";

    private static final Logger LOG = LoggerFactory.getLogger(AccountLinking.class);
    private static final Pattern WISH =
            Pattern.compile("/?link\\s+([A-Za-z0-9]{5}-?[A-Za-z0-9]{5})", Pattern.CASE_INSENSITIVE);

    private final Bus bus;
    private final InstantSource clock;
    private final OutboundQueue deliveries;
    private final LinkCodes codes = new LinkCodes();

    public AccountLinking(Bus bus, InstantSource clock, OutboundQueue deliveries) {
        this.bus = bus;
        this.clock = clock;
        this.deliveries = deliveries;
    }

    public Secret code(String userId) {
        return codes.make(userId, clock.instant());
    }

    /** Whether a direct message is not for her, but a code. */
    public boolean isMeant(String text) {
        return WISH.matcher(text.strip()).matches();
    }

    public void byDirectMessage(InboundMessage message, String text) {
        Matcher wish = WISH.matcher(text.strip());
        if (wish.matches()) {
            ReplyTarget place = message.place();
            link(message.author().id(), message.author().name(), wish.group(1))
                    .onSuccess(answer -> deliveries.post(
                            place,
                            List.of(new OutboundQueue.Piece(new Post(null, answer), true, "link-" + place.message()))));
        }
    }

    /** What to answer. */
    Future<String> link(String discordId, String name, String code) {
        if (codes.tooMany(discordId, clock.instant())) {
            return Future.succeededFuture(TOO_MANY);
        }
        return codes.use(discordId, code, clock.instant())
                .map(userId -> bus.ask(
                                DiscordStore.MEET, new DiscordStore.Meet(Kind.PERSON, discordId, name, clock.instant()))
                        .compose(met -> bus.ask(DiscordStore.LINK, new DiscordStore.Link(discordId, userId)))
                        .onSuccess(linked -> LOG.info("Discord account {} is linked to account {}", discordId, userId))
                        .map(DONE)
                        .onFailure(thrown -> LOG.warn("An account was not linked: {}", thrown.getMessage()))
                        .otherwise(WRONG))
                .orElseGet(() -> Future.succeededFuture(WRONG));
    }

    Future<String> unlink(String discordId) {
        return bus.ask(DiscordStore.LINK, new DiscordStore.Link(discordId, null))
                .map(UNDONE)
                .onFailure(thrown -> LOG.warn("An account was not unlinked: {}", thrown.getMessage()))
                .otherwise("That did not work. Try again in a minute.");
    }
}
