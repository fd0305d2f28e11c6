package demi.discord;

import demi.api.value.Secret;
import demi.discord.jda.SetupProblems;
import demi.network.client.AttachmentSource;
import demi.network.client.HostedFiles;
import demi.network.message.AccessPolicy;
import demi.network.message.AllowList;
import demi.network.message.ChatRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bridge to Discord; off without a token.
 *
 * @param tokenName what the owner calls the token: the variable or the setting that it came from
 * @param rambleChannelId where she thinks aloud; null: nowhere
 * @param apiBaseUrl Discord's own where null
 * @param directMessages whose she answers
 * @param users who may talk to her at all
 * @param roles of whom she is for, on servers
 * @param channels in which she may be talked to; a thread counts as its channel, too
 * @param answeredChannels of those, in which she answers without being named, threads too
 * @param botChain how many messages of other bots in a row she answers in a channel; 0: none
 * @param burstPause how long she waits whether somebody goes on typing
 * @param overheard how many of the last messages of a channel she is told of when she is spoken to there
 */
public record DiscordSettings(
        @Nullable Secret botToken,
        String tokenName,
        @Nullable String rambleChannelId,
        @Nullable URI apiBaseUrl,
        DirectMessages directMessages,
        AllowList users,
        AllowList roles,
        AllowList channels,
        List<String> answeredChannels,
        int botChain,
        Duration burstPause,
        int overheard) {

    public DiscordSettings {
        answeredChannels = List.copyOf(answeredChannels);
    }

    /** Whose direct messages she answers. */
    public enum DirectMessages {
        /** Everybody who shares a server with her. */
        EVERYONE,
        /** Those who have linked their Demi account. */
        LINKED,
        OFF
    }

    /** For a person. */
    String wrongToken() {
        return "Discord refuses " + tokenName
                + ". Copy the token again from https://discord.com/developers/applications.";
    }

    ChatRules rules() {
        return new ChatRules(access(), answeredChannels, botChain, burstPause, overheard);
    }

    /** Where Discord keeps attachments, or the server that takes its place. */
    AttachmentSource attachments() {
        return new HostedFiles(Set.of("cdn.discordapp.com", "media.discordapp.net"), apiBaseUrl);
    }

    AccessPolicy access() {
        return new AccessPolicy(
                users::allow,
                roles::allow,
                channels::allow,
                !roles.equals(AllowList.EVERYBODY),
                AccessPolicy.Direct.valueOf(directMessages.name()));
    }

    SetupProblems.Wanted wanted() {
        return new SetupProblems.Wanted(rambleChannelId, answeredChannels, channels.allowed(), roles.allowed());
    }
}
