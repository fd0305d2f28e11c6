package demi.discord.jda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import org.jspecify.annotations.Nullable;

/** What of the settings she cannot do on the servers that she is on, in sentences for the owner. */
public final class SetupProblems {

    private final JDA jda;

    private SetupProblems(JDA jda) {
        this.jda = jda;
    }

    /**
     * What is wanted of her, as ids.
     *
     * @param ramble null for none
     */
    public record Wanted(@Nullable String ramble, List<String> answered, List<String> channels, List<String> roles) {}

    /** None where all that is set can be done. */
    static List<String> of(JDA jda, Wanted wanted) {
        SetupProblems here = new SetupProblems(jda);
        List<String> found = new ArrayList<>();
        String ramble = wanted.ramble();
        if (ramble != null) {
            here.ramble(ramble, found);
        }
        Predicate<String> isChannel = id -> jda.getGuildChannelById(id) != null;
        unknown("discord.answered_channels", wanted.answered(), isChannel, found);
        unknown("discord.channels.allowed", wanted.channels(), isChannel, found);
        unknown("discord.roles.allowed", wanted.roles(), id -> jda.getRoleById(id) != null, found);
        wanted.answered().forEach(channel -> here.answered(channel, found));
        return found;
    }

    private void ramble(String id, List<String> found) {
        GuildMessageChannel channel = jda.getChannelById(GuildMessageChannel.class, id);
        if (channel == null) {
            found.add("The ramble channel " + id + " is on no server that she is on.");
        } else if (!channel.canTalk() || !lacks(channel, Permission.MESSAGE_EMBED_LINKS)) {
            found.add("She may not write in the ramble channel #" + channel.getName()
                    + ". Give her Send Messages and Embed Links there.");
        }
    }

    private static void unknown(String setting, List<String> ids, Predicate<String> isThere, List<String> found) {
        List<String> missing = ids.stream().distinct().filter(isThere.negate()).toList();
        if (!missing.isEmpty()) {
            found.add("She finds nothing with the id " + String.join(", ", missing) + " of " + setting
                    + " on the servers that she is on.");
        }
    }

    /** A forum has threads only, which say themselves who may write there. */
    private void answered(String id, List<String> found) {
        GuildChannel channel = jda.getGuildChannelById(id);
        if (channel == null) {
            return;
        }
        boolean hears = lacks(channel, Permission.VIEW_CHANNEL);
        if (!hears || (channel instanceof GuildMessageChannel there && !there.canTalk())) {
            found.add("She may not " + (hears ? "write" : "read") + " in #" + channel.getName()
                    + " of discord.answered_channels. Give her View Channel and Send Messages there.");
        }
    }

    private static boolean lacks(GuildChannel channel, Permission what) {
        return channel.getGuild().getSelfMember().hasPermission(channel, what);
    }
}
