package demi.telegram;

import demi.api.value.Secret;
import demi.network.message.AccessPolicy;
import demi.network.message.AllowList;
import demi.network.message.ChatRules;
import demi.telegram.bot.BotOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bridge to Telegram; off without a token.
 *
 * @param tokenName what the owner calls the token: the variable or the setting that it came from
 * @param apiBaseUrl Telegram's own where null
 * @param directMessages whose she answers
 * @param users who may talk to her at all
 * @param groups in which she may be talked to; a topic counts as its group, too
 * @param answeredGroups of those, in which she answers without being named, topics too
 * @param burstPause how long she waits whether somebody goes on typing
 * @param overheard how many of the last messages of a group she is told of when she is spoken to there
 */
public record TelegramSettings(
        @Nullable Secret botToken,
        String tokenName,
        @Nullable URI apiBaseUrl,
        DirectMessages directMessages,
        AllowList users,
        AllowList groups,
        List<String> answeredGroups,
        Duration burstPause,
        int overheard) {

    /** A bot does not see what other bots write. */
    private static final int NO_BOTS = 0;

    public TelegramSettings {
        answeredGroups = List.copyOf(answeredGroups);
    }

    /** Whose direct messages she answers. */
    public enum DirectMessages {
        /** Everybody who finds her. */
        EVERYONE,
        /** Those who have linked their Demi account. */
        LINKED,
        OFF
    }

    BotOptions bot() {
        return new BotOptions(
                apiBaseUrl == null ? BotOptions.TELEGRAM : apiBaseUrl, Objects.requireNonNull(botToken, "a token"));
    }

    ChatRules rules() {
        AccessPolicy access =
                AccessPolicy.of(users::allow, groups::allow, AccessPolicy.Direct.valueOf(directMessages.name()));
        return new ChatRules(access, answeredGroups, NO_BOTS, burstPause, overheard);
    }
}
